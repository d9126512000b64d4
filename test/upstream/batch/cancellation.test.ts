import { expect, it } from 'vitest';
import { until } from '../../gateway/kit/until.ts';
import { booksIn, type Callers, openCallers, students } from './kit/callers.ts';
import { healthy } from './kit/department.ts';

/** Callers whose department answers when it is told to. */
async function openHeld() {
  const callers = await openCallers();
  const { promise, resolve: open } = Promise.withResolvers<void>();
  callers.department.reply = async (call) => {
    await promise;
    return healthy(call);
  };
  return { callers, open, [Symbol.asyncDispose]: () => callers[Symbol.asyncDispose]() };
}

const isAsked = ({ department }: Callers) =>
  until('the department is asked', () => department.calls.length > 0);

it.each([
  ['caller-gone', 'cancelled'],
  ['deadline', 'timeout'],
])('answers at once whoever gives up (%s), and the others when their answer is there', async (reason, failure) => {
  await using held = await openHeld();
  const { callers, open } = held;
  const leaving = new AbortController();
  const gone = callers.ask(['S1'], { signal: leaving.signal });
  const staying = callers.ask(['S1', 'S2']);
  await isAsked(callers);
  leaving.abort(reason);
  const answer = await gone;
  expect(answer.failure).toMatchObject({ failure });
  expect(answer.settled.problems).toEqual([
    { path: ['_entities', 0, 'library'], cause: { kind: 'failure', failure } },
  ]);
  open();
  expect(booksIn(await staying)).toEqual([1, 2]);
  expect(callers.department.calls).toHaveLength(1);
});

it('gives the call up when its last caller has gone, not before', async () => {
  await using held = await openHeld();
  const { callers } = held;
  const ends = students(3).map(() => new AbortController());
  const asked = ends.map(({ signal }, index) => callers.ask([`S${index}`], { signal }));
  await isAsked(callers);
  for (const end of ends.slice(1)) end.abort('caller-gone');
  await Promise.all(asked.slice(1));
  expect(callers.department.abandoned).toBe(0);
  ends[0]?.abort('caller-gone');
  await Promise.all(asked);
  await until('the call is given up', () => callers.department.abandoned === 1);
});

it('does not ask for those who gave up before their batch was sent', async () => {
  await using callers = await openCallers();
  const leaving = new AbortController();
  const asked = [
    callers.ask(['S1', 'S2'], { signal: leaving.signal }),
    callers.ask(['S2', 'S3']),
    callers.ask(['S4']),
  ];
  leaving.abort('caller-gone');
  const answers = await Promise.all(asked);
  expect(answers.map(({ failure }) => failure?.failure)).toEqual(['cancelled', undefined, undefined]);
  expect(answers.slice(1).map(booksIn)).toEqual([[2, 3], [4]]);
  const [call] = callers.department.calls;
  expect(call?.representations.map(({ id }) => id)).toEqual(['S2', 'S3', 'S4']);
});

it('sends nothing when everybody has given up before', async () => {
  await using callers = await openCallers();
  const signal = AbortSignal.abort('deadline');
  const answers = await Promise.all(students(3).map((id) => callers.ask([id], { signal })));
  expect(answers.map(({ failure }) => failure?.failure)).toEqual(Array(3).fill('timeout'));
  expect(callers.department.calls).toHaveLength(0);
});

it('lets a wide fetch leave while it waits for its turn', async () => {
  const callers = await openCallers({ bounds: { wideAtOnce: 1 } });
  await using _ = callers;
  const { promise, resolve: open } = Promise.withResolvers<void>();
  callers.department.reply = async (call) => {
    await promise;
    return healthy(call);
  };
  const first = callers.ask(students(60));
  await isAsked(callers);
  const leaving = new AbortController();
  const second = callers.ask(students(300), { signal: leaving.signal });
  // It has taken its place in the line once narrow fetches of later turns are answered.
  await new Promise<void>((resolve) => setImmediate(() => setImmediate(() => setImmediate(resolve))));
  leaving.abort('caller-gone');
  expect((await second).failure?.failure).toBe('cancelled');
  open();
  expect(booksIn(await first)).toHaveLength(60);
  expect(booksIn(await callers.ask(students(60)))).toHaveLength(60);
  expect(callers.department.calls).toHaveLength(2);
});

it('listens to nobody any more when everything is answered', async () => {
  await using callers = await openCallers();
  const { signal } = new AbortController();
  let listening = 0;
  const watched = Object.assign(signal, {
    addEventListener: (...args: Parameters<AbortSignal['addEventListener']>) => {
      listening++;
      AbortSignal.prototype.addEventListener.apply(signal, args);
    },
    removeEventListener: (...args: Parameters<AbortSignal['removeEventListener']>) => {
      listening--;
      AbortSignal.prototype.removeEventListener.apply(signal, args);
    },
  });
  await Promise.all(students(5).map((id) => callers.ask([id], { signal: watched })));
  await callers.ask(students(300), { signal: watched });
  expect(listening).toBe(0);
});
