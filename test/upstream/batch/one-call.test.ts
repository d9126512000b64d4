import { expect, it } from 'vitest';
import type { DepartmentCall } from '../../../gateway/upstream/department-client.ts';
import { until } from '../../gateway/kit/until.ts';
import { booksIn, type Callers, entities, library, openCallers, student, students } from './kit/callers.ts';
import { healthy } from './kit/department.ts';

const idsAsked = ({ department }: Callers) =>
  department.calls.map(({ representations }) => representations.map(({ id }) => id));

it('makes one call for what many requests fetch in one turn', async () => {
  await using callers = await openCallers();
  const answers = await Promise.all(students(100).map((id) => callers.ask([id])));
  expect(answers.map(booksIn)).toEqual(students(100).map((_, index) => [index]));
  expect(idsAsked(callers)).toEqual([students(100)]);
});

it('gathers for a second turn while the department is being asked, and for one alone while it is not', async () => {
  await using callers = await openCallers();
  const { promise, resolve: open } = Promise.withResolvers<void>();
  callers.department.reply = async (call) => {
    await promise;
    return healthy(call);
  };
  const first = callers.ask(['S1']);
  await until('the department is asked', () => callers.department.calls.length === 1);
  const second = callers.ask(['S2']);
  await new Promise(setImmediate);
  const third = callers.ask(['S3']);
  await until('the department is asked again', () => callers.department.calls.length === 2);
  open();
  await Promise.all([first, second, third]);
  const alone = callers.ask(['S4']);
  await new Promise(setImmediate);
  await Promise.all([alone, callers.ask(['S5'])]);
  expect(idsAsked(callers)).toEqual([['S1'], ['S2', 'S3'], ['S4'], ['S5']]);
});

it('gathers for longer than a turn where it is told to', async () => {
  await using callers = await openCallers({ bounds: { gatherMs: 200 } });
  const first = callers.ask(['S1']);
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  const answers = await Promise.all([first, callers.ask(['S2'])]);
  expect(answers.map(booksIn)).toEqual([[1], [2]]);
  expect(idsAsked(callers)).toEqual([['S1', 'S2']]);
});

it('sends a full batch before its time', async () => {
  await using callers = await openCallers({ bounds: { gatherMs: 30_000, size: 2 } });
  const answers = await Promise.all([callers.ask(['S1']), callers.ask(['S2'])]);
  expect(answers.map(booksIn)).toEqual([[1], [2]]);
});

it('asks for each entity once, whoever wants it and how often', async () => {
  await using callers = await openCallers();
  const answers = await Promise.all([
    callers.ask(['S1', 'S2', 'S1']),
    callers.ask(['S2', 'S3']),
    callers.ask(['S3']),
  ]);
  expect(answers.map(booksIn)).toEqual([[1, 2, 1], [2, 3], [3]]);
  expect(idsAsked(callers)).toEqual([['S1', 'S2', 'S3']]);
});

it('asks once for what one request wants twice', async () => {
  await using callers = await openCallers();
  expect(booksIn(await callers.ask(['S1', 'S1', 'S2']))).toEqual([1, 1, 2]);
  expect(idsAsked(callers)).toEqual([['S1', 'S2']]);
});

it('tells apart entities with different inputs, and keys that only look alike', async () => {
  await using callers = await openCallers();
  const different = [
    student('S1'),
    { ...student('S1'), classYear: 2020 },
    { ...student('S1'), classYear: 2021 },
    { __typename: 'Student', id: 1 },
    { __typename: 'Student', id: '1' },
  ];
  await Promise.all([...different, ...different].map((one) => callers.ask([one])));
  expect(callers.department.calls.map(({ representations }) => representations)).toEqual([different]);
});

it.each<[string, Partial<DepartmentCall>, Partial<DepartmentCall>]>([
  ['selection', { query: library }, { query: entities('library { books }') }],
  ['name of the operation', { operationName: 'A' }, { operationName: 'B' }],
  ['Authorization', { forwardedAuthorization: 'Bearer a' }, { forwardedAuthorization: 'Bearer b' }],
  ['Authorization, one without', { forwardedAuthorization: 'Bearer a' }, {}],
])('shares no call between fetches that differ in %s', async (_, one, other) => {
  await using callers = await openCallers();
  await Promise.all([
    callers.ask(['S1'], one),
    callers.ask(['S2'], other),
    callers.ask(['S3'], one),
    callers.ask(['S4'], other),
  ]);
  expect(idsAsked(callers)).toHaveLength(2);
  expect(idsAsked(callers)).toEqual(
    expect.arrayContaining([
      ['S1', 'S3'],
      ['S2', 'S4'],
    ]),
  );
});

it('shares no call between fetches with other variables than each other', async () => {
  await using callers = await openCallers();
  const query = entities('library { books @include(if: $all) }', ', $all: Boolean!, $more: Int');
  const ask = (id: string, others: Record<string, unknown>) => callers.ask([id], { query, others });
  const answers = await Promise.all([
    ask('S1', { all: true, more: 1 }),
    ask('S2', { all: false, more: 1 }),
    ask('S3', { more: 1, all: true }),
  ]);
  expect(idsAsked(callers)).toHaveLength(2);
  expect(idsAsked(callers)).toEqual(expect.arrayContaining([['S1', 'S3'], ['S2']]));
  expect(answers.flatMap(({ settled }) => settled.problems)).toEqual([]);
  expect(callers.department.calls.map(({ variables }) => variables.all).sort()).toEqual([false, true]);
});

it('passes each Authorization on with its own students only', async () => {
  await using callers = await openCallers();
  const as = (name: string) => ({ forwardedAuthorization: `Bearer ${name}` });
  await Promise.all(['a', 'b', 'a'].map((name, index) => callers.ask([`S${index}`], as(name))));
  const seen = callers.department.calls.map(({ headers, representations }) => [
    headers.authorization,
    representations.map(({ id }) => id).join(),
  ]);
  expect(seen.sort()).toEqual([
    ['Bearer a', 'S0,S2'],
    ['Bearer b', 'S1'],
  ]);
});

it('asks alone for whatever is asked for a person', async () => {
  await using callers = await openCallers();
  const person = { sub: 'S1', role: 'student' } as const;
  await Promise.all([callers.ask(['S1'], { person }), callers.ask(['S2'], { person }), callers.ask(['S3'])]);
  expect(idsAsked(callers).sort()).toEqual([['S1'], ['S2'], ['S3']]);
});

it('never puts mutations together', async () => {
  await using callers = await openCallers();
  await Promise.all(['S1', 'S2'].map((id) => callers.ask([id], { kind: 'mutation' })));
  expect(idsAsked(callers).sort()).toEqual([['S1'], ['S2']]);
});

it('shares no call where the answer has no key by which entities can be told apart', async () => {
  await using callers = await openCallers();
  const unknown = (id: string) => ({ __typename: 'Book', id });
  await Promise.all(['S1', 'S2'].map((id) => callers.ask([unknown(id)])));
  expect(callers.department.calls).toHaveLength(2);
});

it('asks for no more than its bound at once, and does not wait for the turn to end then', async () => {
  await using callers = await openCallers({ bounds: { size: 10 } });
  const answers = await Promise.all(students(25).map((id) => callers.ask([id])));
  expect(answers.flatMap(booksIn)).toEqual(students(25).map((_, index) => index));
  expect(callers.department.calls.map(({ representations }) => representations.length).sort()).toEqual([
    10, 10, 5,
  ]);
});

it('does not cut a narrow fetch in two', async () => {
  await using callers = await openCallers({ bounds: { size: 10 } });
  await Promise.all([callers.ask(students(7)), callers.ask(students(7, 7)), callers.ask(students(3, 14))]);
  expect(idsAsked(callers)).toEqual([students(7), students(10, 7)]);
});

it('sends no call much larger than its bound of characters', async () => {
  await using callers = await openCallers({ bounds: { characters: 4_000 } });
  const heavy = (id: string) => ({ ...student(id), note: 'x'.repeat(1_000) });
  await Promise.all(students(10).map((id) => callers.ask([heavy(id)])));
  await callers.ask(students(10).map(heavy), {});
  const sizes = callers.department.calls.map(({ representations }) => representations.length);
  expect(sizes.slice(0, 3)).toEqual([4, 4, 2]);
});

it('names the first request, and how many others share its call', async () => {
  const shared: (readonly string[])[] = [];
  const events = {
    onShared: ({ requestIds }: { requestIds: readonly string[] }) => void shared.push(requestIds),
  };
  await using callers = await openCallers({ events });
  const ids = ['request-1', 'request-2', 'request-3'];
  await Promise.all(ids.map((requestId, index) => callers.ask([`S${index}`], { requestId })));
  await callers.ask(['S1'], { requestId: 'request-4' });
  const long = 'x'.repeat(62);
  await Promise.all([1, 2].map((index) => callers.ask([`S${index}`], { requestId: long })));
  const told = callers.department.calls.map(({ headers }) => headers['x-request-id']);
  expect(told).toEqual(['request-1.and-2', 'request-4', long]);
  expect(shared).toEqual([ids, [long, long]]);
});
