import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../subgraphs/kit/database/open-database.ts';
import { createRegistry } from '../../subgraphs/registry/registry.ts';
import { followEvents } from '../../wire/events/follow-events.ts';
import { openServiceKeys } from '../../wire/identity/service-keys.ts';
import { createServiceSigner } from '../../wire/identity/service-token.ts';
import { type Child, startChild } from '../kit/child.ts';
import { newPostgresUrl } from '../kit/databases.ts';
import { freePort } from '../kit/free-port.ts';
import { type EventSource, serveEventSource } from './event-source.ts';
import { createFollower, type Follower, isInOrder, versionsOf } from './follower.ts';
import { students, tell } from './outbox.ts';

const times = { firstMs: 10, longestMs: 200 };
const followers: Follower[] = [];
afterEach(() => {
  for (const follower of followers.splice(0)) follower.end();
});

function follow(
  source: Pick<EventSource, 'url' | 'token'>,
  after: string | null,
  handle?: Parameters<typeof createFollower>[0],
  more: { absentMs?: number; silentMs?: number } = {},
): Follower {
  const follower = createFollower(handle);
  followers.push(follower);
  void followEvents({
    ...follower.options,
    url: source.url,
    token: source.token,
    after,
    onAbsent: () => void follower.news.push('absent'),
    times: { ...times, ...more },
  });
  return follower;
}

describe('following the events of a subgraph', () => {
  let source: EventSource;
  beforeAll(async () => {
    source = await serveEventSource();
  });
  afterAll(() => source.end());

  test('tells each change within a second, with the lag, and where one may go on before the first', async () => {
    const follower = follow(source, null);
    await expect.poll(() => follower.positions.length).toBe(1);
    const began = performance.now();
    await tell(source.db, ['S1']);
    await expect.poll(() => follower.events.length).toBe(1);
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(follower.events[0]).toMatchObject({ studentId: 'S1', source: 'library', type: 'verdict-changed' });
    expect(follower.lags).toHaveLength(1);
    expect(follower.lags[0]).toBeLessThan(1_000);
  });

  test('goes on after what was handled when the server ends and comes back', async () => {
    const follower = follow(source, await source.position());
    await tell(source.db, students(50));
    await expect.poll(() => follower.events.length).toBe(50);
    await source.stop();
    await tell(source.db, students(50), { from: 2 });
    await expect.poll(() => follower.news.at(-1)).toBe('interrupted');
    await source.start();
    await expect.poll(() => follower.events.length).toBe(100);
    expect(isInOrder(follower.events)).toBe(true);
    // Told once, however often it tried.
    expect(follower.news).toEqual(['following', 'interrupted', 'following']);
  });

  test('a batch whose handling fails comes again, and the next ones after it', async () => {
    let failures = 3;
    const follower = follow(source, await source.position(), async (batch) => {
      if (batch.some(({ studentId }) => studentId === 'S700') && failures-- > 0) throw new Error('not yet');
    });
    await tell(source.db, students(1_500));
    await expect.poll(() => follower.events.length).toBe(1_500);
    expect(failures).toBe(-1);
    expect(isInOrder(follower.events)).toBe(true);
  });

  test('the next batch waits until this one is handled', async () => {
    const { promise: done, resolve } = Promise.withResolvers<void>();
    let begun = 0;
    const follower = follow(source, await source.position(), async () => {
      begun += 1;
      await done;
    });
    await tell(source.db, students(2_000));
    await expect.poll(() => begun).toBe(1);
    await tell(source.db, students(100), { from: 2 });
    expect([begun, follower.events.length]).toEqual([1, 0]);
    resolve();
    await expect.poll(() => follower.events.length).toBe(2_100);
    expect(isInOrder(follower.events)).toBe(true);
  });

  test('a position that the source does not know is a reset, and all that is kept follows', async () => {
    await tell(source.db, students(3));
    const follower = follow(source, '99999999999-1');
    await expect.poll(async () => follower.events.at(-1)?.cursor === (await source.position())).toBe(true);
    expect(follower.events.slice(-3).map(({ studentId }) => studentId)).toEqual(students(3));
    expect(follower.news).toEqual(['following', 'reset']);
  });

  test('an outbox that is replaced under a follower is a reset', async () => {
    const follower = follow(source, await source.position());
    await tell(source.db, students(3));
    await expect.poll(() => follower.events.length).toBe(3);
    // As after a restore: what was there is not, and the numbers begin anew.
    await sql`truncate library.outbox restart identity`.execute(source.db);
    await tell(source.db, ['RESTORED']);
    await expect.poll(() => follower.events.at(-1)?.studentId).toBe('RESTORED');
    expect(follower.news).toContain('reset');
  });

  test('a subgraph without events is told, and asked again later', async () => {
    const registry = await serveEventSource({ create: createRegistry });
    const follower = follow(registry, null, undefined, { absentMs: 30 });
    await expect.poll(() => follower.news.length).toBeGreaterThan(2);
    expect(new Set(follower.news)).toEqual(new Set(['absent']));
    follower.end();
    await registry.end();
  });

  test('a stream that fell silent is left for a new one', async () => {
    // No heartbeat within the follower's patience.
    const follower = follow(source, null, undefined, { silentMs: 1_000 });
    await expect.poll(() => follower.news.filter((one) => one === 'following').length).toBeGreaterThan(1);
    await tell(source.db, ['S1']);
    await expect.poll(() => follower.events.length).toBe(1);
  });
});

describe('following a process that is killed', () => {
  test('loses nothing and keeps the order of each student', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'clearance-follow-'));
    const url = await newPostgresUrl();
    const port = await freePort();
    const start = async (): Promise<Child> => {
      const env = { DATABASE_URL: url, DATA_DIR: dataDir, PORT: String(port) };
      const child = startChild('subgraphs/library/main.ts', [], env);
      await expect
        .poll(async () => (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.status)
        .toBe(200);
      return child;
    };
    let child = await start();
    const now = () => new Date();
    const file = join(dataDir, 'keys', 'service.json');
    const keys = await openServiceKeys({ kind: 'given', file }, now, () => crypto.randomUUID());
    const sign = createServiceSigner(keys, 'gateway', now);
    const follower = follow({ url: `http://127.0.0.1:${port}/events`, token: () => sign('library') }, '0-0');

    const database = openDatabase({ kind: 'postgres', url });
    const db = database.forSchema<unknown>('library');
    for (let round = 0; round < 3; round++) {
      for (let n = 1; n <= 10; n++) await tell(db, students(40), { from: round * 10 + n });
      if (round < 2) {
        await child.end();
        child = await start();
      }
    }
    await expect.poll(() => new Set(follower.events.map(({ cursor }) => cursor)).size).toBe(1_200);
    const told = versionsOf(follower.events);
    for (const [index, student] of students(40).entries())
      expect(told[student]).toEqual(Array.from({ length: 30 }, (_, n) => `1.${n + 1 + index}`));
    follower.end();
    await child.end();
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
});
