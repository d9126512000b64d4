import fc, { type Arbitrary } from 'fast-check';
import type { Fault } from '../../test/gateway/kit/departments.ts';
import { startGraph } from '../../test/gateway/kit/graph.ts';
import { explore, type Found, type Search } from './explore.ts';

const EDGES = ['library', 'archives'] as const;
type Edge = (typeof EDGES)[number];
const ID = 'S1';

/** One change of JSON: at a place (by its number among all places), something else, or nothing. */
type Change = { readonly at: number; readonly to: { readonly json: unknown } | 'absent' | 'doubled' };

const near = [
  'PASSED',
  'pass',
  'passed',
  'PASS ED',
  'UNKNOWN',
  '',
  true,
  1,
  null,
  ID,
  'S2',
  '1.1',
  'PASSED\0',
  ['PASSED'],
  { PASSED: true },
];
const change: Arbitrary<Change> = fc.record({
  at: fc.nat(30),
  to: fc.oneof(
    fc.constantFrom(...near).map((json) => ({ json })),
    fc.jsonValue({ maxDepth: 3 }).map((json) => ({ json })),
    fc.constantFrom('absent' as const, 'doubled' as const),
  ),
});
const lies = fc.record({
  changes: fc.array(change, { maxLength: 3 }),
  /** Characters of the text that are lost, from the end. */
  cut: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(40) }),
  status: fc.constantFrom(200, 200, 200, 200, 204, 302, 400, 429, 500, 503),
  outcome: fc.constantFrom('PASSED', 'PASSED', 'PASSED', 'NOT_PASSED', 'UNKNOWN'),
});
type Lies = typeof lies extends Arbitrary<infer Value> ? Value : never;

/**
 * Mutated answers of departments: the whole is never PASSED unless every department gave a well-formed pass, for this student,
 * under a status that means success.
 */
export async function fuzzAnswers(search: Search): Promise<Found> {
  // Who may see what is another matter: here nobody is refused.
  await using graph = await startGraph({ mode: 'open' });
  const told = new Map<Edge, { text: string; status: number }>();
  let passes = 0;
  const property = fc.asyncProperty(lies, lies, async (library, archives) => {
    const said = { library, archives };
    for (const edge of EDGES) graph.departments[edge].fault = faultOf(edge, said[edge], told);
    const { data, status, text } = await graph.ask(`{ clearance(studentId: "${ID}") { outcome passed } }`);
    if (status >= 500 && !text.includes('OVERLOADED')) throw new Error(`It answered ${status}: ${text}`);
    const isPass = data?.clearance?.outcome === 'PASSED' || data?.clearance?.passed === true;
    if (isPass) passes++;
    if (isPass && !EDGES.every((edge) => isWellFormedPass(edge, told.get(edge))))
      throw new Error(`${text} after ${JSON.stringify(Object.fromEntries(told))}`);
  });
  const found = await explore('answers', property, search);
  // A gateway that never says PASSED would prove nothing.
  return found.runs > 100 && passes === 0 ? { ...found, broken: 'Nothing ever passed.' } : found;
}

function faultOf(
  edge: Edge,
  { changes, cut, status, outcome }: Lies,
  told: Map<Edge, { text: string; status: number }>,
): Fault {
  return (_request, reply) => {
    const passed = { PASSED: true, NOT_PASSED: false, UNKNOWN: null }[outcome];
    const item = { __typename: edge === 'library' ? 'Library' : 'Archives', outcome, version: '1.1', passed };
    let answer: unknown = { data: { _entities: [{ __typename: 'Student', id: ID, [edge]: item }] } };
    for (const one of changes) answer = changed(answer, one);
    const whole = JSON.stringify(answer) ?? '';
    const text = whole.slice(0, whole.length - cut);
    told.set(edge, { text, status });
    return reply.code(status).type('application/json').send(text);
  };
}

function changed(root: unknown, { at, to }: Change): unknown {
  let place = 0;
  const walk = (value: unknown): { readonly value: unknown } | 'absent' => {
    if (place++ === at) {
      if (to === 'absent') return 'absent';
      return { value: to === 'doubled' ? [value, value] : to.json };
    }
    if (Array.isArray(value))
      return { value: value.map(walk).flatMap((one) => (one === 'absent' ? [] : [one.value])) };
    if (typeof value !== 'object' || value === null) return { value };
    const kept = Object.entries(value).flatMap(([key, inside]) => {
      const one = walk(inside);
      return one === 'absent' ? [] : [[key, one.value] as const];
    });
    return { value: Object.fromEntries(kept) };
  };
  const whole = walk(root);
  return whole === 'absent' ? null : whole.value;
}

/** Read as strictly as the contract says it, by other means than the gateway's. */
function isWellFormedPass(edge: Edge, told: { text: string; status: number } | undefined): boolean {
  if (told === undefined || told.status !== 200) return false;
  try {
    // biome-ignore lint/suspicious/noExplicitAny: its shape is the question
    const { data, errors } = JSON.parse(told.text) as any;
    const [entity] = data._entities;
    const item = entity[edge];
    return (
      (errors === undefined || errors === null) &&
      data._entities.length === 1 &&
      entity.id === ID &&
      item.outcome === 'PASSED' &&
      typeof item.version === 'string'
    );
  } catch {
    return false;
  }
}
