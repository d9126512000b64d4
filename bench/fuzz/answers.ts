import fc, { type Arbitrary } from 'fast-check';
import { explore, type Found, type Search } from './explore.ts';
import { type Department, departments, STUDENT, startPassGraph } from './pass-graph.ts';

const QUERY = '{ clearance { outcome passed } }';

/** One change of JSON at a place (by its number among all places): something else, nothing, or what another department says. */
type Change = {
  readonly at: number;
  readonly to: { readonly json: unknown } | { readonly passOf: Department } | 'absent' | 'doubled';
};

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
  STUDENT,
  'TS2020S2',
  '1.1.1',
  '1.',
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
    fc.constantFrom(...departments).map((passOf) => ({ passOf })),
  ),
});
const lies = fc.record({
  changes: fc.array(change, { maxLength: 3 }),
  /** Characters of the text that are lost, from the end. */
  cut: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(40) }),
  status: fc.oneof(
    { weight: 6, arbitrary: fc.constant(200) },
    { weight: 1, arbitrary: fc.constantFrom(204, 302, 400, 429, 500, 503) },
  ),
});
type Lies = typeof lies extends Arbitrary<infer Value> ? Value : never;
/** Most departments tell the truth most of the time: else hardly anything would ever pass. */
const honest: Lies = { changes: [], cut: 0, status: 200 };
const said = fc.oneof({ weight: 2, arbitrary: fc.constant(honest) }, { weight: 1, arbitrary: lies });

/** What a department said last, as it went out. */
type Told = Map<Department, { readonly text: string; readonly status: number }>;

/**
 * Mutated answers of the four departments, judged by the rule that is served: the whole is never PASSED unless each of
 * them gave a well-formed pass, for this student, under a status that means success.
 */
export async function fuzzAnswers(search: Search): Promise<Found> {
  const graph = await startPassGraph();
  const told: Told = new Map();
  let passes = 0;
  const property = fc.asyncProperty(said, said, said, said, async (...all) => {
    told.clear();
    for (const [index, name] of departments.entries()) {
      const proxy = graph.proxies[name];
      proxy.fault = 'rewritten';
      proxy.rewrite = rewriteOf(name, all[index] ?? honest, told);
    }
    const { data, status, errors } = await graph.ask(QUERY);
    if (status >= 500) throw new Error(`It answered ${status}: ${JSON.stringify(errors)}`);
    const isPass = data?.clearance?.outcome === 'PASSED' || data?.clearance?.passed === true;
    if (isPass) passes++;
    if (isPass && !departments.every((name) => isWellFormedPass(name, told.get(name))))
      throw new Error(`${JSON.stringify(data)} after ${JSON.stringify(Object.fromEntries(told))}`);
  });
  try {
    const found = await explore('answers', property, search);
    // A gateway that never says PASSED would prove nothing.
    return found.runs > 100 && passes === 0 ? { ...found, broken: 'Nothing ever passed.' } : found;
  } finally {
    await graph.close();
  }
}

function rewriteOf(name: Department, { changes, cut, status }: Lies, told: Told) {
  return (answer: unknown) => {
    const whole = JSON.stringify(changes.reduce(changed, answer)) ?? '';
    const text = whole.slice(0, whole.length - cut);
    told.set(name, { text, status });
    return { status, text };
  };
}

function changed(root: unknown, { at, to }: Change): unknown {
  let place = 0;
  const walk = (value: unknown): { readonly value: unknown } | 'absent' => {
    if (place++ === at) {
      if (to === 'absent') return 'absent';
      if (to === 'doubled') return { value: [value, value] };
      return { value: 'json' in to ? to.json : withPassOf(to.passOf, value) };
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

/** An object in which a pass of that department stands as well. */
function withPassOf(name: Department, value: unknown): unknown {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? { ...value, [name]: { outcome: 'PASSED', version: '9.9' } } : value;
}

/** Read as strictly as the contract says it, by other means than the gateway's. */
function isWellFormedPass(name: Department, told: { text: string; status: number } | undefined): boolean {
  if (told === undefined || told.status !== 200) return false;
  try {
    // biome-ignore lint/suspicious/noExplicitAny: its shape is the question
    const { data, errors } = JSON.parse(told.text) as any;
    const [entity] = data._entities;
    const item = entity[name];
    return (
      (errors === undefined || errors === null) &&
      data._entities.length === 1 &&
      entity.id === STUDENT &&
      item.outcome === 'PASSED' &&
      /^\d{1,15}\.\d{1,15}$/.test(item.version) &&
      typeof item.version === 'string'
    );
  } catch {
    return false;
  }
}
