import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { type GraphQLFieldResolver, parse } from 'graphql';
import mercurius from 'mercurius';
import type { ToldEntry } from '../../../subgraphs/clearance/audit/told-entries.ts';
import { addAuditStandIn } from './audit-stand-in.ts';
import { type DepartmentName, sdl } from './sdl.ts';

/** What a department does instead of answering: the reply is sent by the fault, or never. */
export type Fault = (request: FastifyRequest, reply: FastifyReply) => unknown;

/** One GraphQL request as a department received it. */
export interface Received {
  readonly body: { query: string; variables?: { representations?: Record<string, unknown>[] } };
  readonly headers: Record<string, unknown>;
}

export interface TestDepartment {
  readonly url: string;
  readonly received: Received[];
  /** What the gateway told it for the audit log; faults leave that alone. */
  readonly audited: readonly ToldEntry[];
  /** Connections closed by the gateway before an answer. */
  readonly abandoned: () => number;
  fault: Fault | null;
  stop(): Promise<void>;
}

type Entity = Record<string, unknown>;
type Resolver = GraphQLFieldResolver<Entity, unknown>;

const outcomeOf = (edge: Entity | null | undefined) =>
  edge === null || edge === undefined ? 'UNKNOWN' : edge.outcome;

/** The rule of the real graph: any fail, then any unknown, else a pass. */
function overall(student: Entity): unknown {
  const outcomes = [student.library, student.archives].map((edge) => outcomeOf(edge as Entity | null));
  if (outcomes.includes('NOT_PASSED')) return 'NOT_PASSED';
  return outcomes.every((outcome) => outcome === 'PASSED') ? 'PASSED' : 'UNKNOWN';
}

const studentOf = (id: unknown) => ({ __typename: 'Student', id, name: `Student ${id}`, classYear: 2020 });
const reference = { Student: { __resolveReference: (entity: Entity) => entity } as Record<string, unknown> };

/** What the departments answer with, by type and field. */
export const resolvers: Record<DepartmentName, Record<string, Record<string, unknown>>> = {
  registry: {
    Query: {
      clearance: ((_, { studentId }) => studentOf(studentId ?? 'S0')) satisfies Resolver,
      serviceGuide: () => 'Four steps',
      students: ((_, { first }) => ({
        nodes: Array.from({ length: first }, (_, index) => studentOf(`S${index}`)),
      })) satisfies Resolver,
    },
    Student: { __resolveReference: ({ id }: Entity) => studentOf(id) },
  },
  library: {
    Mutation: { cancelLibraryCard: ((_, { studentId }) => studentOf(studentId)) satisfies Resolver },
    Student: {
      ...reference.Student,
      library: () => ({ outcome: 'PASSED', passed: true, version: '1.1', books: 0 }),
      loans: () => [],
    },
  },
  archives: {
    Student: { ...reference.Student, archives: () => ({ outcome: 'PASSED', passed: true, version: '1.1' }) },
  },
  clearance: {
    Student: {
      ...reference.Student,
      outcome: overall,
      passed: (student: Entity) => ({ PASSED: true, NOT_PASSED: false })[String(overall(student))] ?? null,
    },
  },
};

/** Starts one of the four departments on a free loopback port. */
export const startDepartment = (name: DepartmentName) => startSubgraph(sdl[name], resolvers[name]);

/** Starts a subgraph over `@apollo/subgraph` and mercurius on a free loopback port. */
export async function startSubgraph(
  typeDefs: string,
  itsResolvers: Record<string, Record<string, unknown>>,
): Promise<TestDepartment> {
  const app = Fastify({ forceCloseConnections: true });
  const received: Received[] = [];
  let abandoned = 0;
  const schema = buildSubgraphSchema([{ typeDefs: parse(typeDefs), resolvers: itsResolvers as never }]);
  app.addHook('preHandler', async (request, reply) => {
    if (request.method !== 'POST' || request.url !== '/graphql') return;
    received.push({ body: request.body as Received['body'], headers: request.headers });
    reply.raw.once('close', () => {
      if (!reply.raw.writableFinished) abandoned++;
    });
    if (department.fault !== null) {
      await department.fault(request, reply);
    }
  });
  const audited = addAuditStandIn(app);
  await app.register(mercurius, { schema, jit: 0 });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port: bound } = app.server.address() as AddressInfo;
  const department: TestDepartment = {
    url: `http://127.0.0.1:${bound}/graphql`,
    received,
    audited,
    abandoned: () => abandoned,
    fault: null,
    stop: () => app.close(),
  };
  return department;
}
