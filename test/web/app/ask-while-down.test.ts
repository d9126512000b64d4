import { expect, test } from 'vitest';
import { askWhileDown } from '../../../web/app/live/ask-while-down.ts';

test('asks, less and less often, while a department is down', async () => {
  const seen = await run({ down: [true, true, true, true, true, true] });
  expect(seen.waits).toEqual([5_000, 10_000, 20_000, 40_000, 80_000, 120_000]);
  expect(seen.polls).toBe(6);
});

test('does not ask while none is down, and often again when one goes down anew', async () => {
  const seen = await run({ down: [false, true, true, false, true] });
  expect(seen.waits).toEqual([5_000, 10_000, 5_000]);
  expect(seen.polls).toBe(3);
});

test('does not ask for a department that came back during the wait', async () => {
  expect(await run({ down: [true], comesBack: true })).toMatchObject({ waits: [5_000], polls: 0 });
});

test('does not ask while nobody looks', async () => {
  const until = new AbortController();
  let polls = 0;
  await askWhileDown(
    {
      isDown: () => true,
      whenDown: async () => {},
      whenVisible: async () => until.abort(),
      pause: async () => {},
      poll: async () => {
        polls += 1;
        return 'same';
      },
      random: () => 1,
    },
    until.signal,
  );
  expect(polls).toBe(0);
});

/** `down`: whether one is down at each turn; after the last the page is left. */
async function run({ down, comesBack = false }: { down: boolean[]; comesBack?: boolean }) {
  const until = new AbortController();
  const seen = { waits: [] as number[], polls: 0 };
  let turn = 0;
  const next = () => {
    turn += 1;
    if (turn >= down.length) until.abort();
  };
  let isBack = false;
  await askWhileDown(
    {
      isDown: () => !isBack && down[turn] === true,
      whenDown: async () => next(),
      whenVisible: async () => {},
      pause: async (milliseconds) => {
        seen.waits.push(milliseconds);
        isBack = comesBack;
      },
      poll: async () => {
        seen.polls += 1;
        next();
        return 'same';
      },
      random: () => 1,
    },
    until.signal,
  );
  return seen;
}
