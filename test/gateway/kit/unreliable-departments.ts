import { setTimeout } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import type { Fault } from './departments.ts';
import type { DepartmentName } from './sdl.ts';

type Entity = Record<string, unknown>;
type Outcome = 'PASSED' | 'NOT_PASSED' | 'UNKNOWN';

const numberOf = (id: unknown) => Number(String(id).slice(1));
const outcomeOf = (id: unknown, every: number): Outcome =>
  numberOf(id) % every === 0 ? 'NOT_PASSED' : 'PASSED';

/** What is true of a student: every value, but for outcomes, is of no other. */
export const truthOf = {
  registry: (id: unknown) => ({ id, name: `Student ${id}`, classYear: 2020 }),
  library: (id: unknown) => ({
    library: { outcome: outcomeOf(id, 3), version: `library of ${id}`, books: numberOf(id) },
    loans: [`loan of ${id}`],
  }),
  archives: (id: unknown) => ({ archives: { outcome: outcomeOf(id, 5), version: `archives of ${id}` } }),
  clearance: (id: unknown) => ruleOver({ ...truthOf.library(id), ...truthOf.archives(id) }),
};

/** Any fail, then any unknown, else a pass. */
function ruleOver({ library, archives }: Entity): { outcome: Outcome; passed: boolean | null } {
  const outcomes = [library, archives].map((edge) => (edge as Entity | null)?.outcome ?? 'UNKNOWN');
  if (outcomes.includes('NOT_PASSED')) return { outcome: 'NOT_PASSED', passed: false };
  return outcomes.includes('UNKNOWN')
    ? { outcome: 'UNKNOWN', passed: null }
    : { outcome: 'PASSED', passed: true };
}

/** Departments that go wrong by chance, and remember whose call or entity it was. */
export interface Unreliable {
  /** To be set on each. */
  readonly faultOf: (name: DepartmentName) => Fault;
  /** Whether a student's own entity got this code of a department, or a call that it was in failed. */
  readonly isOwn: (name: string, id: string, code: unknown) => boolean;
  /** Students in the calls of each department, call by call. */
  readonly calls: Readonly<Record<DepartmentName, readonly (readonly string[])[]>>;
}

/** @param chance 0 to 1 */
export function unreliableDepartments(chance: () => number): Unreliable {
  const blamed = new Set<string>();
  const calls: Record<DepartmentName, (readonly string[])[]> = {
    registry: [],
    library: [],
    archives: [],
    clearance: [],
  };
  return {
    calls,
    isOwn: (name, id, code) => blamed.has(`${name} ${id} any`) || blamed.has(`${name} ${id} ${code}`),
    faultOf: (name) => async (request, reply) => {
      const asked = askedIn(request);
      calls[name].push(asked.ids);
      const blame = (ids: readonly string[], code = 'any') => {
        for (const id of ids) blamed.add(`${name} ${id} ${code}`);
      };
      if (chance() < 0.3) await setTimeout(chance() * 100);
      const fate = chance();
      if (fate < 0.12) blame(asked.ids);
      if (fate < 0.05) return reply.code(500).type('text/plain').send(`no ${asked.ids[0]}`);
      if (asked.representations === null) {
        if (fate < 0.12) return reply.type('application/json').send(`{"data": {"no ${asked.ids[0]}`);
        return reply.send({
          data: Object.fromEntries(
            asked.roots.map(([key, id]) => [key, entity('registry', { id }, asked.aliases)]),
          ),
        });
      }
      const entities: (Entity | null)[] = asked.representations.map((one) =>
        entity(name, one, asked.aliases),
      );
      if (fate < 0.08) return reply.send({ data: { _entities: entities.toReversed().slice(1) } });
      if (fate < 0.1)
        return reply
          .type('application/json')
          .send(JSON.stringify({ data: { _entities: entities } }).slice(0, -9));
      // As many as were asked for, each in the place of another.
      if (fate < 0.12) return reply.send({ data: { _entities: entities.toReversed() } });
      const errors = entities.flatMap((_, place) => {
        if (chance() > 0.03) return [];
        const id = String(asked.ids[place]);
        const code = chance() < 0.5 ? 'NOT_FOUND' : 'BAD_USER_INPUT';
        blame([id], code);
        entities[place] = null;
        return [{ message: `no ${id}`, path: ['_entities', place], extensions: { code } }];
      });
      return reply.send({ data: { _entities: entities }, ...(errors.length > 0 && { errors }) });
    },
  };
}

/** What a department says of a student, under whatever keys it is asked for the number. */
function entity(name: DepartmentName, representation: Entity, aliases: readonly string[]): Entity {
  const { id } = representation;
  const told = name === 'clearance' ? ruleOver(representation) : truthOf[name](id);
  return { __typename: 'Student', id, ...Object.fromEntries(aliases.map((key) => [key, id])), ...told };
}

const ROOT = /(?:(\w+):\s*)?\b(clearance|cancelLibraryCard)(?:\(studentId:\s*(?:\$(\w+)|"(\w+)")\))?\s*\{/g;

/** Of whom a call is; who is asked for without a number is the one for whom the gateway's token speaks. */
function askedIn({ body, headers }: FastifyRequest) {
  const { query, variables = {} } = body as {
    query: string;
    variables?: Entity & { representations?: Entity[] };
  };
  const representations = variables.representations ?? null;
  const aliases = [...query.matchAll(/(\w+):\s*id\b/g)].map(([, key = '']) => key);
  if (representations !== null)
    return { representations, aliases, roots: [], ids: representations.map(({ id }) => String(id)) };
  const [, payload = ''] = String(headers.authorization).split('.');
  const { sub } = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const roots = [...query.matchAll(ROOT)].map(
    ([, key, name = '', variable = '', literal]): [string, string] => [
      key ?? name,
      String(literal ?? variables[variable] ?? sub),
    ],
  );
  return { representations, aliases, roots, ids: roots.map(([, id]) => id) };
}
