import { expect, it } from 'vitest';
import { booksIn, openCallers } from './kit/callers.ts';
import { entityOf, healthy, type Received } from './kit/department.ts';

const idOf = ({ representations }: Received, place: number) => String(representations[place]?.id);
const placeOf = ({ representations }: Received, id: string) =>
  representations.findIndex((one) => one.id === id);
const stated = (message: string, code = 'NOT_FOUND') => ({ message, extensions: { code } });

it('gives an error to those who asked for its entity, at the place where they asked for it', async () => {
  await using callers = await openCallers();
  callers.department.reply = (call) => {
    const place = placeOf(call, 'S2');
    const data = { _entities: call.representations.map((one) => (one.id === 'S2' ? null : entityOf(one))) };
    return { body: { data, errors: [{ ...stated('S2 is nobody'), path: ['_entities', place] }] } };
  };
  const [one, two, three] = await Promise.all([
    callers.ask(['S1', 'S3']),
    callers.ask(['S3', 'S2', 'S1', 'S2']),
    callers.ask(['S2']),
  ]);
  const cause = { kind: 'stated', code: 'NOT_FOUND', message: 'S2 is nobody' };
  expect(one.settled.problems).toEqual([]);
  expect(two.settled.problems).toEqual([
    { path: ['_entities', 1, 'library'], cause },
    { path: ['_entities', 3, 'library'], cause },
  ]);
  expect(three.settled.problems).toEqual([{ path: ['_entities', 0, 'library'], cause }]);
  expect([one, two, three].map(booksIn)).toEqual([[1, 3], [3, null, 1, null], [null]]);
  expect(callers.department.calls).toHaveLength(1);
});

it('keeps the place within the entity', async () => {
  await using callers = await openCallers();
  callers.department.reply = (call) => {
    const data = {
      _entities: call.representations.map((one) =>
        one.id === 'S1' ? { ...entityOf(one), library: null } : entityOf(one),
      ),
    };
    const path = ['_entities', placeOf(call, 'S1'), 'library', 'books'];
    return { body: { data, errors: [{ ...stated('no books'), path }] } };
  };
  const [, second] = await Promise.all([callers.ask(['S0']), callers.ask(['S2', 'S1'])]);
  expect(second?.settled.problems.map(({ path }) => path)).toEqual([['_entities', 1, 'library', 'books']]);
});

it('lets one entity of junk harm nobody else, and asks no second time for it', async () => {
  await using callers = await openCallers();
  callers.department.reply = (call) => {
    const junk = (one: Received['representations'][number]) =>
      one.id === 'S1' ? { ...entityOf(one), library: { outcome: 'PERHAPS', version: 7 } } : entityOf(one);
    return { body: { data: { _entities: call.representations.map(junk) } } };
  };
  const answers = await Promise.all(['S0', 'S1', 'S2'].map((id) => callers.ask([id])));
  expect(answers.map(booksIn)).toEqual([[0], [null], [2]]);
  expect(answers.map(({ settled }) => settled.problems.length > 0)).toEqual([false, true, false]);
  expect(callers.department.calls).toHaveLength(1);
});

it('tells everybody what a department says of the whole, but not in its words', async () => {
  await using callers = await openCallers();
  callers.department.reply = (call) => {
    const { body } = healthy(call);
    return { body: { ...(body as object), errors: [stated(`${idOf(call, 0)} is odd`)] } };
  };
  const answers = await Promise.all(['S0', 'S1'].map((id) => callers.ask([id])));
  const problem = { path: null, cause: { kind: 'stated', code: 'NOT_FOUND', message: '' } };
  expect(answers.map(({ settled }) => settled.problems)).toEqual([[problem], [problem]]);
  expect(answers.map(booksIn)).toEqual([[0], [1]]);
  const [alone] = [await callers.ask(['S0'])];
  expect(alone.settled.problems).toEqual([{ path: null, cause: { ...problem.cause, message: 'S0 is odd' } }]);
});

it('shows nobody the entity of another where the department mixes up the order', async () => {
  await using callers = await openCallers();
  callers.department.reply = ({ representations }) => ({
    body: { data: { _entities: representations.map(entityOf).reverse() } },
  });
  const answers = await Promise.all(['S0', 'S1', 'S2'].map((id) => callers.ask([id])));
  // The one in the middle is where it belongs.
  expect(answers.map(booksIn)).toEqual([[null], [1], [null]]);
});

it('says what the department itself said, which alone may be remembered', async () => {
  await using callers = await openCallers();
  callers.department.reply = ({ representations }) => ({
    body: { data: { _entities: representations.map((one) => (one.id === 'S1' ? null : entityOf(one))) } },
  });
  const answers = await Promise.all([callers.ask(['S0', 'S1']), callers.ask(['S1', 'S2'])]);
  const isSaid = answers.map(({ settled, said }) =>
    (settled.data._entities as unknown[]).map((entity, index) => entity === said[index]),
  );
  expect(isSaid).toEqual([
    [true, false],
    [false, true],
  ]);
});

it('counts junk against the department only where most of its callers got it', async () => {
  await using callers = await openCallers({ budget: { breakLeast: 2, breakWindowMs: 60_000 } });
  const junk = (id: unknown) => String(id) < 'S2';
  callers.department.reply = ({ representations }) => ({
    body: { data: { _entities: representations.map((one) => (junk(one.id) ? 'junk' : entityOf(one))) } },
  });
  for (let turn = 0; turn < 10; turn++) {
    const answers = await Promise.all(['S0', 'S2', 'S3'].map((id) => callers.ask([id])));
    expect(answers.map(booksIn)).toEqual([[null], [2], [3]]);
  }
  for (let turn = 0; turn < 20; turn++) await Promise.all(['S0', 'S1', 'S3'].map((id) => callers.ask([id])));
  expect((await callers.ask(['S2'])).failure).toEqual({
    kind: 'failed',
    failure: 'unavailable',
    detail: 'left alone',
  });
});
