import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { buildSchema, type DocumentNode, execute, parse } from 'graphql';
import { monotonic } from './monotonic.ts';

/** How a subgraph of the tests behaves beside what it says. */
export interface EntityBehaviour {
  /** From request to answer; what is said is looked up in the middle of it. */
  latencyMs: number;
  /** Requests within one second beyond this many are refused with status 429; null: none is. */
  perSecond: number | null;
}

/** What a subgraph of the tests saw since it was last asked. */
export interface EntityCounts {
  readonly requests: number;
  /** Requests within the busiest second, whenever it began. */
  readonly busiestSecond: number;
}

const ENTITIES = `
  scalar _Any
  union _Entity = Student
  type Query { _entities(representations: [_Any!]!): [_Entity]! }
  type Text { zh: String! en: String! }
  type Phone { display: String! uri: String! }
`;

/**
 * Serves `_entities` for `Student` at `/graphql` on a free loopback port, which it prints, and commands at `/control`.
 *
 * A light stand-in for a department's process: it starts in a tenth of a second and answers whatever selection is asked.
 *
 * @param sdl what `Student` has
 * @param studentOf one student as of now; null: unknown
 * @param obey carries out a command and returns its answer
 */
export function serveEntities(
  sdl: string,
  studentOf: (id: string) => object | null,
  obey: (command: unknown, behaviour: EntityBehaviour) => unknown,
): void {
  const schema = buildSchema(ENTITIES + sdl);
  const documents = new Map<string, DocumentNode>();
  const behaviour: EntityBehaviour = { latencyMs: 0, perSecond: null };
  const traffic = createTraffic();

  const answer = async (body: string): Promise<{ status: number; body: object }> => {
    if (traffic.arrived() > (behaviour.perSecond ?? Number.POSITIVE_INFINITY))
      return { status: 429, body: { errors: [{ message: 'Too many requests' }] } };
    const { query, variables } = JSON.parse(body);
    const document = documents.get(query) ?? parse(query);
    documents.set(query, document);
    const half = behaviour.latencyMs / 2;
    if (half > 0) await wait(half);
    const _entities = ({ representations }: { representations: { id: string }[] }) =>
      representations.map(({ id }) => studentOf(id));
    const options = { schema, document, variableValues: variables, rootValue: { _entities } };
    const result = await execute({ ...options, typeResolver: () => 'Student' });
    if (half > 0) await wait(half);
    return { status: 200, body: result };
  };
  const control = async (body: string) => {
    const command = JSON.parse(body);
    return {
      status: 200,
      body: command.do === 'counts' ? traffic.counts() : { told: obey(command, behaviour) },
    };
  };

  const server = createServer(async (request, response) => {
    // A department that has no events.
    if (request.method !== 'POST') return void response.writeHead(404).end();
    const text = await textOf(request);
    const { status, body } = await (request.url === '/control' ? control(text) : answer(text));
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  // A reader's kept-alive connection must not be closed under its next request.
  server.keepAliveTimeout = 60_000;
  server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
    console.log(`listens on http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function createTraffic() {
  let requests = 0;
  let busiestSecond = 0;
  let recent: number[] = [];
  return {
    /** Requests of the last second, this one included. */
    arrived: (): number => {
      const now = monotonic();
      recent = [...recent.filter((at) => at > now - 1_000), now];
      requests++;
      busiestSecond = Math.max(busiestSecond, recent.length);
      return recent.length;
    },
    counts: (): EntityCounts => {
      const counts = { requests, busiestSecond };
      requests = 0;
      busiestSecond = 0;
      return counts;
    },
  };
}
