import type { Viewer } from '../../../subgraphs/kit/graph/viewer.ts';
import { authorizationFor } from '../../kit/service-tokens.ts';
import { eventually } from '../../reports/kit/report-graph.ts';

/** An export as tests ask for it. */
export interface ExportSeen {
  readonly id: string;
  readonly state: string;
  readonly rows: number;
  readonly totalRows: number;
  readonly percent: number;
  readonly remainingSeconds: number | null;
  readonly bytes: number;
  readonly fileName: string;
  readonly downloadPath: string | null;
  readonly expiresAt: string | null;
  readonly failure: { readonly zh: string } | null;
}

/** What a mutation answers. */
export interface ExportPayload {
  readonly __typename: string;
  readonly export?: ExportSeen;
  readonly code?: string;
  readonly message?: { readonly zh: string; readonly en: string };
  readonly retryAfterMs?: number | null;
}

/** The clearance subgraph as the gateway asks it for people. */
export interface ExportClient {
  readonly start: (viewer: Viewer, input?: object) => Promise<ExportPayload>;
  readonly cancel: (viewer: Viewer, id: string) => Promise<ExportPayload>;
  readonly find: (viewer: Viewer, id: string) => Promise<ExportSeen | null>;
  /** How many students there are for this viewer. */
  readonly count: (viewer: Viewer) => Promise<number>;
  readonly list: (viewer: Viewer) => Promise<readonly ExportSeen[]>;
  /** `extensions.code` of the first error of an operation; undefined: there was none. */
  readonly fault: (viewer: Viewer, query: string, variables?: object) => Promise<string | undefined>;
  readonly download: (viewer: Viewer, id: string) => Promise<Response>;
  /** Orders, waits until it is ready, and reads the file. */
  readonly file: (viewer: Viewer, input?: object) => Promise<string>;
}

export const ROWS = '{ clearances { nodes { studentId name departments { code outcome reasons } } } }';
const SEEN =
  'id state rows totalRows percent remainingSeconds bytes fileName downloadPath expiresAt failure { zh }';
const PROBLEM = '... on Problem { code message { zh en } retryable retryAfterMs }';
export const START = `mutation ($input: StartExportInput!) { startExport(input: $input) {
  __typename ... on ExportStarted { export { ${SEEN} } } ${PROBLEM} } }`;
const CANCEL = `mutation ($input: CancelExportInput!) { cancelExport(input: $input) {
  __typename ... on ExportCancelled { export { ${SEEN} } } ${PROBLEM} } }`;

/** A client of a subgraph. @param url asked at each call: a subgraph that was started again is elsewhere */
export function createExportClient(url: () => string, keyFile?: string): ExportClient {
  const authorization = (viewer: Viewer) => authorizationFor('clearance', viewer, keyFile);
  const post = async (viewer: Viewer, query: string, variables: object = {}) => {
    const response = await fetch(`${url()}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: await authorization(viewer) },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as {
      data: Record<string, never>;
      errors?: { message: string; extensions: { code: string } }[];
    };
  };
  // biome-ignore lint/suspicious/noExplicitAny: callers say what they get
  const ask = async (viewer: Viewer, query: string, variables?: object): Promise<any> => {
    const { data, errors } = await post(viewer, query, variables);
    if (errors) throw new Error(JSON.stringify(errors));
    return Object.values(data)[0];
  };
  const start: ExportClient['start'] = (viewer, input = {}) =>
    ask(viewer, START, { input: { document: ROWS, format: 'CSV', purpose: '核对领证名单', ...input } });
  const find: ExportClient['find'] = (viewer, id) =>
    ask(viewer, `query ($id: ID!) { export(id: $id) { ${SEEN} } }`, { id });
  const download: ExportClient['download'] = async (viewer, id) =>
    fetch(`${url()}/exports/${id}`, { headers: { authorization: await authorization(viewer) } });
  return {
    start,
    find,
    download,
    cancel: (viewer, id) => ask(viewer, CANCEL, { input: { id } }),
    count: async (viewer) => (await ask(viewer, '{ clearances(first: 1) { totalCount } }')).totalCount,
    list: async (viewer) => (await ask(viewer, `{ exports { nodes { ${SEEN} } } }`)).nodes,
    fault: async (viewer, query, variables) =>
      (await post(viewer, query, variables)).errors?.[0]?.extensions.code,
    file: async (viewer, input) => {
      const { export: started, ...refused } = await start(viewer, input);
      if (!started) throw new Error(JSON.stringify(refused));
      await eventually(async () => (await find(viewer, started.id))?.state === 'DONE');
      // `text()` would take the byte order mark away.
      return Buffer.from(await (await download(viewer, started.id)).arrayBuffer()).toString();
    },
  };
}
