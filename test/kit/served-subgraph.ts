import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { serveSubgraph } from '../../subgraphs/kit/graph/serve-subgraph.ts';
import type { Viewer } from '../../subgraphs/kit/graph/viewer.ts';
import type { Clock } from '../../subgraphs/kit/service/clock.ts';
import { loadProfile, type ServiceProfile } from '../../subgraphs/kit/service/profile.ts';
import type { Subgraph, SubgraphDependencies } from '../../subgraphs/kit/subgraph.ts';
import type { VerdictTables } from '../../subgraphs/kit/verdict/verdict-tables.ts';
import { databaseKinds, type TestDatabase } from './databases.ts';
import { authorizationFor, callerReader, testServiceKeys } from './service-tokens.ts';

/** 2020-06-15 10:00 in Shanghai: a day on which the guides' figures were drawn. */
export const GUIDE_DAY = new Date('2020-06-15T02:00:00Z');

/** Nobody: the gateway reads for itself. */
export const anonymous: Viewer = { kind: 'anonymous' };

/** A member of a department's staff. */
export function staffOf(department: string): Viewer {
  return { kind: 'person', sub: 'staff-1', role: `staff:${department}` };
}

/** What a test may choose. */
export interface ServeForTestOptions {
  /** Default: an embedded database in a directory of its own. */
  readonly open?: () => Promise<TestDatabase>;
  /** Default: stands still at `GUIDE_DAY`. */
  readonly now?: Clock;
  /** Default: `current` with the labels of the guide's text. */
  readonly profile?: ServiceProfile;
}

/** A GraphQL answer; `data` is what the test says it is. */
export interface Answer<Data> {
  readonly data: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** A change of a student's verdict, as the outbox tells of it. */
export interface PublishedVerdict {
  readonly version: string;
  readonly outcome: string;
  readonly reasons: readonly string[];
  /** Whether the verdict's row was last written by the transaction that wrote this row. */
  readonly withVerdict: boolean;
}

/** Posts an operation over HTTP, as the viewer of the arrangement unless told otherwise. */
type Post = <Data = unknown>(
  query: string,
  variables?: Readonly<Record<string, unknown>>,
  viewer?: Viewer,
) => Promise<Answer<Data>>;

/** A subgraph that listens on a loopback port over a database of its own. */
export interface SubgraphUnderTest<S extends Subgraph> {
  readonly subgraph: S;
  readonly url: string;
  /** Unseen by `statements`. */
  readonly db: Kysely<VerdictTables>;
  readonly graphql: Post;
  /** Resolves students as the gateway does, through `_entities`, in one request; fails the test on an error. */
  readonly entities: <Student = Record<string, unknown>>(
    ids: readonly string[],
    selection: string,
  ) => Promise<readonly Student[]>;
  /** The student's outbox rows, oldest first. */
  readonly published: (studentId: string) => Promise<readonly PublishedVerdict[]>;
  /** SQL of the statements that the subgraph ran since this was last asked. */
  readonly statements: () => readonly string[];
  readonly close: () => Promise<void>;
}

/**
 * Serves a subgraph by itself: migrated, ready, without the gateway.
 *
 * @param create e.g. `createLibrary`
 * @param viewer who asks unless a call says otherwise
 */
export async function serveForTest<S extends Subgraph>(
  create: (dependencies: SubgraphDependencies) => S,
  viewer: Viewer,
  options: ServeForTestOptions = {},
): Promise<SubgraphUnderTest<S>> {
  const { open = databaseKinds[0].open, now = () => GUIDE_DAY } = options;
  const profile = options.profile ?? loadProfile('current', 'guide-text');
  const { database, dispose } = await open();
  let seen: string[] = [];
  const subgraph = create({
    database,
    profile,
    now,
    production: false,
    serviceKeys: await testServiceKeys(),
    onQuery: (event) => void seen.push(event.query.sql),
  });
  const served = await serveSubgraph(subgraph, {
    database,
    readCaller: callerReader(subgraph.name),
    now,
    host: '127.0.0.1',
    port: 0,
    logger: false,
  });
  await served.migrate();
  await served.open();
  seen = [];
  const db = database.forSchema<VerdictTables>(subgraph.name);
  const graphql: Post = async (query, variables, as = viewer) =>
    post(served.url, query, variables, await authorizationFor(subgraph.name, as));
  return {
    subgraph,
    url: served.url,
    db,
    graphql,
    // The gateway reads entities for itself, whoever asked there.
    entities: (ids, selection) =>
      readEntities((query, variables) => graphql(query, variables, anonymous), ids, selection),
    published: (studentId) => readPublished(db, subgraph.name, studentId),
    statements: () => {
      const told = seen;
      seen = [];
      return told;
    },
    close: async () => {
      await served.close();
      await dispose();
    },
  };
}

async function post<Data>(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>> | undefined,
  authorization: string,
): Promise<Answer<Data>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer<Data>;
}

async function readEntities<Student>(
  graphql: Post,
  ids: readonly string[],
  selection: string,
): Promise<readonly Student[]> {
  const representations = ids.map((id) => ({ __typename: 'Student', id }));
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Student { ${selection} } } }`;
  const { data, errors } = await graphql<{ _entities: Student[] }>(query, { r: representations });
  if (!data || errors) throw new Error(`_entities answered ${JSON.stringify(errors)}`);
  return data._entities;
}

async function readPublished(
  db: Kysely<VerdictTables>,
  schema: string,
  studentId: string,
): Promise<readonly PublishedVerdict[]> {
  // A row's xmin is the low half of the number of the transaction that wrote it.
  const { rows } = await sql<PublishedVerdict>`
    select o.version, o.outcome, o.reasons,
      v.xmin::text::bigint = (o.txid::text::numeric % 4294967296)::bigint as "withVerdict"
    from ${sql.table(`${schema}.outbox`)} o
    join ${sql.table(`${schema}.student_verdict`)} v on v.student_id = o.student_id
    where o.student_id = ${studentId} order by o.seq`.execute(db);
  return rows;
}
