import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { Representation } from '../../../../gateway/upstream/settle-answer.ts';

/** One call as the department received it. */
export interface Received {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly representations: readonly Representation[];
  readonly headers: IncomingHttpHeaders;
}

/** What a department sends. `json` unless a type is given. */
export interface Reply {
  readonly status?: number;
  readonly type?: string;
  readonly body: unknown;
}

/** A department over real HTTP, whose answers a test decides. */
export interface Department extends AsyncDisposable {
  readonly url: string;
  readonly calls: Received[];
  /** Calls whose connection was cut before they were answered. */
  abandoned: number;
  reply: (call: Received) => Reply | Promise<Reply>;
}

/** What the department says of a student: something that no other student has. */
export const entityOf = ({ __typename, id }: Representation) => ({
  __typename,
  id,
  library: { outcome: 'PASSED', version: `1.${String(id).slice(1)}`, books: Number(String(id).slice(1)) },
});

/** The answer of a department that works. */
export const healthy = ({ representations }: Received): Reply => ({
  body: { data: { _entities: representations.map(entityOf) } },
});

/** Starts a healthy one on a free loopback port. */
export async function startDepartment(): Promise<Department> {
  const server = createServer(async (request, response) => {
    const { query, variables } = (await json(request)) as Received;
    const representations = (variables?.representations ?? []) as Representation[];
    const call = { query, variables, representations, headers: request.headers };
    department.calls.push(call);
    response.once('close', () => {
      if (!response.writableFinished) department.abandoned++;
    });
    const { status = 200, type = 'application/json', body } = await department.reply(call);
    response.writeHead(status, { 'content-type': type });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const department: Department = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    calls: [],
    abandoned: 0,
    reply: healthy,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return department;
}
