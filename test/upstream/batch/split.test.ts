import { expect, it } from 'vitest';
import { booksIn, openCallers, students } from './kit/callers.ts';
import { healthy, type Received, type Reply } from './kit/department.ts';

const isPoisoned = ({ representations }: Received) => representations.some(({ id }) => id === 'S5');

/** A department that a single student upsets. */
const upsetBy =
  (fault: (call: Received) => Reply) =>
  (call: Received): Reply =>
    isPoisoned(call) ? fault(call) : healthy(call);

const faults: [string, (call: Received) => Reply][] = [
  ['status 500', () => ({ status: 500, type: 'text/plain', body: 'oops' })],
  ['status 400', () => ({ status: 400, body: { errors: [{ message: 'S5 is odd' }] } })],
  ['a page', () => ({ type: 'text/html', body: '<html></html>' })],
  ['no JSON', () => ({ body: '{"data":' })],
  ['no data', () => ({ body: { data: null, errors: [{ message: 'S5 is odd', path: ['_entities'] }] } })],
  [
    'an entity too few',
    (call) => ({
      body: {
        data: {
          _entities: (healthy(call).body as { data: { _entities: unknown[] } }).data._entities.slice(1),
        },
      },
    }),
  ],
];

it.each(faults)('asks again in halves where one student upsets the department (%s)', async (_, fault) => {
  let splits = 0;
  await using callers = await openCallers({ events: { onSplit: () => void splits++ } });
  callers.department.reply = upsetBy(fault);
  const answers = await Promise.all(students(6).map((id) => callers.ask([id])));
  expect(answers.map(booksIn)).toEqual([[0], [1], [2], [null], [null], [null]]);
  const asked = callers.department.calls.map(({ representations }) => representations.map(({ id }) => id));
  expect(asked).toHaveLength(3);
  expect(asked).toEqual(expect.arrayContaining([students(6), students(3), students(3, 3)]));
  expect(splits).toBe(1);
  // Nobody is told of whom the department complains.
  expect(JSON.stringify(answers.slice(0, 5))).not.toContain('odd');
});

it('does not send again what a single request asked for', async () => {
  await using callers = await openCallers();
  callers.department.reply = upsetBy(() => ({ status: 500, body: 'oops', type: 'text/plain' }));
  expect(booksIn(await callers.ask(students(6)))).toEqual(Array(6).fill(null));
  expect(callers.department.calls).toHaveLength(1);
});

it('asks alone, the next time, for what upset the department, and clears the innocent', async () => {
  await using callers = await openCallers();
  callers.department.reply = upsetBy(() => ({ status: 500, type: 'text/plain', body: 'oops' }));
  const turn = async () => {
    callers.department.calls.length = 0;
    const answers = await Promise.all(students(6).map((id) => callers.ask([id])));
    const sizes = callers.department.calls.map(({ representations }) => representations.length);
    return { books: answers.flatMap(booksIn), sizes: sizes.sort() };
  };
  await turn();
  expect(await turn()).toEqual({ books: [0, 1, 2, 3, 4, null], sizes: [1, 1, 1, 3] });
  expect(await turn()).toEqual({ books: [0, 1, 2, 3, 4, null], sizes: [1, 5] });
  callers.department.reply = healthy;
  expect(await turn()).toEqual({ books: [0, 1, 2, 3, 4, 5], sizes: [1, 5] });
  expect(await turn()).toEqual({ books: [0, 1, 2, 3, 4, 5], sizes: [6] });
});

it('suspects nobody where everything fails', async () => {
  await using callers = await openCallers();
  callers.department.reply = () => ({ status: 500, type: 'text/plain', body: 'oops' });
  await Promise.all(students(6).map((id) => callers.ask([id])));
  callers.department.reply = healthy;
  callers.department.calls.length = 0;
  await Promise.all(students(6).map((id) => callers.ask([id])));
  expect(callers.department.calls).toHaveLength(1);
});

it("asks each half for each entity once, with each caller's own places", async () => {
  await using callers = await openCallers();
  callers.department.reply = upsetBy(() => ({ status: 500, body: 'oops', type: 'text/plain' }));
  const answers = await Promise.all([
    callers.ask(['S1', 'S2']),
    callers.ask(['S2', 'S3', 'S1']),
    callers.ask(['S5', 'S1']),
    callers.ask(['S3']),
  ]);
  expect(answers.map(booksIn)).toEqual([[1, 2], [2, 3, 1], [null, null], [null]]);
  expect(answers[2]?.settled.problems.map(({ path }) => path)).toEqual([
    ['_entities', 0, 'library'],
    ['_entities', 1, 'library'],
  ]);
});

it.each<[string, Reply]>([
  ['status 503', { status: 503, body: {} }],
  ['status 429', { status: 429, body: {} }],
])('does not split where the department is away (%s)', async (_, reply) => {
  await using callers = await openCallers({ budget: { retryMost: 0, retryShare: 0 } });
  callers.department.reply = () => reply;
  const answers = await Promise.all(students(4).map((id) => callers.ask([id])));
  expect(answers.map(({ failure }) => failure?.failure)).toEqual(Array(4).fill('unavailable'));
  expect(callers.department.calls).toHaveLength(1);
});

it('does not split after a timeout', async () => {
  await using callers = await openCallers({ limits: { fetchTimeoutMs: 100 } });
  callers.department.reply = () => new Promise(() => {});
  const answers = await Promise.all(students(4).map((id) => callers.ask([id])));
  expect(answers.map(({ failure }) => failure?.failure)).toEqual(Array(4).fill('timeout'));
  expect(callers.department.calls).toHaveLength(1);
});

it('stops splitting when everything fails: splits are rationed', async () => {
  await using callers = await openCallers({ bounds: { splitMost: 2, splitShare: 0.1 } });
  callers.department.reply = () => ({ status: 500, type: 'text/plain', body: 'oops' });
  for (let turn = 0; turn < 30; turn++) await Promise.all(students(4).map((id) => callers.ask([id])));
  // Two that were saved up, and two or three more for thirty batches; two calls each.
  expect(callers.department.calls.length).toBeGreaterThanOrEqual(34);
  expect(callers.department.calls.length).toBeLessThanOrEqual(40);
});

it('leaves a department alone that keeps failing, whatever is batched', async () => {
  await using callers = await openCallers({ budget: { breakLeast: 5, breakWindowMs: 60_000 } });
  callers.department.reply = () => ({ status: 500, type: 'text/plain', body: 'oops' });
  for (let turn = 0; turn < 40; turn++) await Promise.all(students(4).map((id) => callers.ask([id])));
  expect(callers.department.calls.length).toBeLessThan(40);
  expect((await callers.ask(['S1'])).failure?.detail).toBe('left alone');
});
