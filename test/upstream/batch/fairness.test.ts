import { expect, it } from 'vitest';
import { until } from '../../gateway/kit/until.ts';
import { booksIn, openCallers, students } from './kit/callers.ts';
import { healthy, type Reply } from './kit/department.ts';

const all = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

it('cuts a wide fetch into calls of the bounded size, and puts it together again', async () => {
  await using callers = await openCallers({ bounds: { wideSize: 200 } });
  const answer = await callers.ask(students(500));
  expect(booksIn(answer)).toEqual(all(0, 500));
  const sizes = callers.department.calls.map(({ representations }) => representations.length);
  expect(sizes.sort()).toEqual([100, 200, 200]);
});

it('asks once for what several wide fetches of one turn want', async () => {
  await using callers = await openCallers();
  const [one, two] = await Promise.all([
    callers.ask(students(300)),
    callers.ask([...students(300).reverse(), ...students(50, 300)]),
  ]);
  expect(booksIn(one)).toEqual(all(0, 300));
  expect(booksIn(two)).toEqual([...all(0, 300).reverse(), ...all(300, 50)]);
  const asked = callers.department.calls.flatMap(({ representations }) =>
    representations.map(({ id }) => id),
  );
  expect(asked).toHaveLength(350);
});

it('sends narrow fetches first and apart from wide ones that came before them', async () => {
  const order: number[] = [];
  await using callers = await openCallers({
    events: { onShared: ({ representations }) => void order.push(representations) },
    bounds: { wideSize: 200 },
  });
  await Promise.all([
    callers.ask(students(300)),
    callers.ask(students(300, 100)),
    ...students(20).map((id) => callers.ask([id])),
  ]);
  expect(order[0]).toBe(20);
  expect(callers.department.calls[0]?.representations).toHaveLength(20);
  const sizes = callers.department.calls.map(({ representations }) => representations.length);
  expect(sizes.sort((a, b) => a - b)).toEqual([20, 200, 200]);
});

it('lets narrow fetches through while many wide ones wait for their turn', async () => {
  await using callers = await openCallers({
    bounds: { wideAtOnce: 2, wideSize: 200 },
    budget: { inFlight: 3 },
  });
  const { promise, resolve: open } = Promise.withResolvers<void>();
  callers.department.reply = async (call): Promise<Reply> => {
    if (call.representations.length > 50) await promise;
    return healthy(call);
  };
  const wide = Promise.all(all(0, 10).map((index) => callers.ask(students(400, index * 400))));
  const isWide = () => callers.department.calls.length === 2;
  await until('two wide calls are held', isWide);
  for (const id of students(10)) expect(booksIn(await callers.ask([id]))).toEqual([Number(id.slice(1))]);
  expect(callers.department.calls).toHaveLength(12);
  open();
  expect((await wide).flatMap(booksIn)).toEqual(all(0, 4_000));
  expect(callers.department.calls).toHaveLength(30);
});

it('loses of a wide fetch only what failed', async () => {
  await using callers = await openCallers({ bounds: { wideSize: 200 } });
  callers.department.reply = (call) =>
    call.representations.some(({ id }) => id === 'S250')
      ? { status: 500, type: 'text/plain', body: '' }
      : healthy(call);
  const answer = await callers.ask(students(500));
  expect(booksIn(answer)).toEqual(all(0, 500).map((one) => (one >= 200 && one < 400 ? null : one)));
  expect(answer.failure?.failure).toBe('bad-response');
  expect(answer.settled.problems.map(({ path }) => path?.[1])).toEqual(all(200, 200));
});
