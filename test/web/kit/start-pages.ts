import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { ensureWebBuild } from '../../../web/build.ts';
import { freePort } from '../../kit/free-port.ts';
import { type Graph, startGraph } from '../../kit/graph.ts';
import { createSessionStandIn, type SessionStandIn } from './session-stand-in.ts';

/** The pages as people reach them: a real gateway over real subgraphs, with a stand-in for the login in front. */
export interface Pages {
  /** Where the pages are, `http://127.0.0.1:port`; forms carry it in their QR codes. */
  readonly url: string;
  readonly graph: Graph;
  readonly sessions: SessionStandIn;
  /** Changes something as a department's staff (`staff:finance`, `registrar`, …); fails the test on an error. */
  readonly change: (role: string, mutation: string) => Promise<void>;
  readonly end: () => Promise<void>;
}

/** Builds the pages where their sources changed, and starts everything; pages run trusted documents only. */
export async function startPages(env: NodeJS.ProcessEnv = {}): Promise<Pages> {
  const build = await ensureWebBuild();
  if (build.kind === 'unavailable') throw new Error(build.reason);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const graph = await startGraph({ DOCUMENTS: 'trusted', PUBLIC_URL: url, ...env });
  const sessions = createSessionStandIn(graph.token);
  const proxy = createServer((incoming, outgoing) => {
    void sessions.answer(incoming, outgoing).then((answered) => {
      if (!answered) pass(incoming, outgoing, graph.url, sessions.authorizationOf(incoming));
    });
  }).listen(port, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    url,
    graph,
    sessions,
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
      proxy.closeAllConnections();
      proxy.close();
      await graph.end();
    },
  };
}

function pass(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  gateway: string,
  authorization: string | null,
): void {
  const { host: _ours, cookie: given = '', ...headers } = incoming.headers;
  // What ended is refused, as a token that ran out is.
  const bearer = authorization === 'gone' ? 'Bearer ended' : authorization;
  const sent = { ...headers, cookie: given, ...(bearer !== null && { authorization: bearer }) };
  const onward = request(new URL(incoming.url ?? '/', gateway), { method: incoming.method, headers: sent });
  onward.on('response', (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on('error', () => outgoing.destroy());
  outgoing.on('close', () => onward.destroy());
  incoming.pipe(onward);
}
