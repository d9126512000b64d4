import { expect, test } from 'vitest';
import type { StreamEnd } from '../../../web/app/graph/follow.ts';
import { type KeepCurrentParts, keepCurrent } from '../../../web/app/live/keep-current.ts';

test('asks, less and less often, where streams break', async () => {
  const seen = await run({ streams: Array(6).fill('lost') });
  expect(seen.waits).toEqual([5_000, 10_000, 20_000, 40_000, 80_000, 120_000]);
  expect(seen.polls).toBe(6);
  expect(seen.modes.every((mode) => mode === 'polling')).toBe(true);
});

test('asks often again once something is new', async () => {
  const seen = await run({ streams: Array(4).fill('lost'), polls: ['same', 'changed', 'same', 'same'] });
  expect(seen.waits).toEqual([5_000, 10_000, 5_000, 10_000]);
});

test('stops asking for streams that never say a word, but not for ever', async () => {
  const seen = await run({ streams: Array(20).fill('lost'), turns: 11 });
  expect(seen.followed).toBe(3 + 2);
  expect(seen.polls).toBe(11);
});

test('does not ask while everything passes, or nobody looks', async () => {
  expect((await run({ streams: Array(3).fill('lost'), isOpen: false })).polls).toBe(0);
  expect((await run({ streams: Array(3).fill('lost'), isVisible: false })).polls).toBe(0);
});

test('does not ask while a stream tells', async () => {
  const seen = await run({ streams: ['heard', 'heard', 'heard'] });
  expect(seen.modes.filter((mode) => mode === 'live')).toHaveLength(3);
  // A stream that was heard and broke is tried again after the shortest wait.
  expect(seen.waits).toEqual([5_000, 5_000, 5_000]);
});

test('asks once and stops where the server tells no more', async () => {
  const seen = await run({ streams: ['complete'] });
  expect(seen).toMatchObject({ polls: 1, waits: [], followed: 1, loggedOut: 0 });
});

test('says that nobody is logged in, and stops', async () => {
  expect(await run({ streams: ['logged-out'] })).toMatchObject({ polls: 0, waits: [], loggedOut: 1 });
});

async function run(world: {
  streams: (StreamEnd | 'heard')[];
  polls?: ('changed' | 'same')[];
  turns?: number;
  isOpen?: boolean;
  isVisible?: boolean;
}) {
  const { streams, turns = streams.length, isOpen = true, isVisible = true } = world;
  const polls = [...(world.polls ?? [])];
  const until = new AbortController();
  const seen = { waits: [] as number[], polls: 0, followed: 0, loggedOut: 0, modes: [] as string[] };
  const parts: KeepCurrentParts = {
    follow: async (_signal, heard) => {
      const end = streams[seen.followed] ?? 'lost';
      seen.followed += 1;
      if (end === 'heard') heard();
      return end === 'heard' ? 'lost' : end;
    },
    poll: async () => {
      seen.polls += 1;
      if (seen.waits.length >= turns) until.abort();
      return polls.shift() ?? 'same';
    },
    pause: async (milliseconds) => {
      seen.waits.push(milliseconds);
      if (seen.waits.length >= turns && (!isOpen || !isVisible)) until.abort();
    },
    isOpen: () => isOpen,
    isVisible: () => isVisible,
    whenVisible: async () => {},
    random: () => 1,
    onMode: (mode) => void seen.modes.push(mode),
    onLoggedOut: () => {
      seen.loggedOut += 1;
    },
  };
  await keepCurrent(parts, until.signal);
  return seen;
}
