import { sampleStaff } from '../../../data/people.ts';
import { DEVELOPMENT_CLIENT } from '../../../start/idp/provider.ts';
import { ensureWebBuild } from '../../../web/build.ts';
import { startIdp } from '../../identity/kit/served-identity.ts';
import { freePort } from '../../kit/free-port.ts';
import { type Graph, startGraph } from '../../kit/graph.ts';
import { runAs } from './run-as.ts';

/** The pages as people reach them: a real gateway over real subgraphs, and the development identity provider. */
export interface Pages {
  /** Where the pages are, `http://127.0.0.1:port`; forms carry it in their QR codes. */
  readonly url: string;
  /** Where people log in. */
  readonly idp: string;
  readonly graph: Graph;
  /** Changes something as a department's staff (`staff:finance`, `registrar`, …); fails the test on an error. */
  readonly change: (role: string, mutation: string) => Promise<void>;
  readonly end: () => Promise<void>;
}

/** Somebody whom the identity provider knows and the service does not. */
export const STRANGER = 'STRANGER-1';

/** Builds the pages where their sources changed, and starts everything; pages run trusted documents only. */
export async function startPages(env: NodeJS.ProcessEnv = {}): Promise<Pages> {
  const build = await ensureWebBuild();
  if (build.kind === 'unavailable') throw new Error(build.reason);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const idp = await startIdp([url], [STRANGER]);
  const login = { LOGIN: 'oidc', OIDC_ISSUER: idp.issuer, OIDC_CLIENT_ID: DEVELOPMENT_CLIENT };
  const graph = await startGraph(
    { DOCUMENTS: 'trusted', PUBLIC_URL: url, ...login, ...env },
    { gatewayPort: port, staff: sampleStaff() },
  );
  const pages: Pages = {
    url,
    idp: idp.issuer,
    graph,
    change: async (role, mutation) => {
      const token = await graph.token(role, 'C001');
      const { data, errors } = await graph.query(
        `mutation { ${mutation} { __typename ... on Problem { code } } }`,
        { token },
      );
      if (errors.length > 0) throw new Error(JSON.stringify(errors));
      const payload = Object.values(data)[0] as { code?: string };
      if (payload.code !== undefined) throw new Error(JSON.stringify(payload));
    },
    end: async () => {
      await graph.end();
      await idp.close();
    },
  };
  // The first answers of fresh processes are slow, and on a busy machine too late: no test is about that.
  await runAs(pages, { role: 'student', sub: 'TS2020F11' }, 'ClearancePage', {});
  return pages;
}
