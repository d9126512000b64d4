import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { prepareOutbox, pruneOutbox } from '../../subgraphs/kit/events/keep-outbox.ts';
import type { OutboxEvent } from '../../subgraphs/kit/events/outbox-event.ts';
import { newestCursor, readOutbox, recentCursor } from '../../subgraphs/kit/events/read-outbox.ts';
import { BEGINNING, type Cursor, formatCursor, parseCursor } from '../../wire/events/cursor.ts';
import { databaseKinds, type TestDatabase } from '../kit/databases.ts';
import { prepare, students, tell } from './outbox.ts';

const cursorOf = (event: OutboxEvent | undefined): Cursor => parseCursor(event?.cursor) ?? BEGINNING;

describe.each(databaseKinds)('an outbox on $kind', ({ kind, open }) => {
  let opened: TestDatabase;
  let db: Kysely<unknown>;
  beforeAll(async () => {
    opened = await open();
    db = opened.database.forSchema<unknown>('library');
    expect(await prepare(opened, 'library')).toBe(true);
    expect(await prepare(opened, 'registry')).toBe(false);
    expect(await prepare(opened, 'clearance')).toBe(true);
  });
  afterAll(() => opened.dispose());
  beforeEach(() => sql`truncate library.outbox`.execute(db).then(() => {}));

  async function read(after: Cursor = BEGINNING, limit = 100): Promise<readonly OutboxEvent[]> {
    const found = await readOutbox(db, 'library', after, limit);
    if (found.kind === 'unknown') throw new Error('unknown');
    return found.events;
  }

  test('is read in order, in parts, without missing or repeating a row', async () => {
    for (let from = 1; from <= 3; from++) await tell(db, students(4), { from });
    const all = await read();
    expect(all).toHaveLength(12);
    const parts: OutboxEvent[] = [];
    for (let part = await read(BEGINNING, 5); part.length > 0; part = await read(cursorOf(part.at(-1)), 5))
      parts.push(...part);
    expect(parts).toEqual(all);
    expect(formatCursor(await newestCursor(db, 'library'))).toBe(all.at(-1)?.cursor);
  });

  test('tells of a department what its row says, and of a submission its serial and edition', async () => {
    const at = new Date('2020-06-15T02:00:00.123Z');
    await tell(db, ['S1'], { at });
    expect(await read()).toEqual([
      {
        cursor: expect.stringMatching(/^\d+-\d+$/),
        type: 'verdict-changed',
        source: 'library',
        studentId: 'S1',
        version: '1.1',
        outcome: 'PASSED',
        reasons: [],
        occurredAt: '2020-06-15T02:00:00.123Z',
      },
    ]);
    await sql`
      insert into clearance.outbox (type, student_id, serial, edition, occurred_at)
      values ('submitted', 'S1', 'LX-2020-0000000001', 2, ${at}::timestamptz)`.execute(db);
    const submitted = await readOutbox(db, 'clearance', BEGINNING, 10);
    expect(submitted).toEqual({
      kind: 'events',
      events: [
        {
          cursor: expect.stringMatching(/^\d+-\d+$/),
          type: 'submitted',
          source: 'clearance',
          studentId: 'S1',
          serial: 'LX-2020-0000000001',
          edition: 2,
          occurredAt: '2020-06-15T02:00:00.123Z',
        },
      ],
    });
  });

  test('does not know a position that no row has, but knows the beginning, empty or not', async () => {
    expect(await read()).toEqual([]);
    await tell(db, ['S1', 'S2']);
    const { txid, seq } = await newestCursor(db, 'library');
    for (const cursor of [
      { txid: txid + 1_000_000n, seq },
      { txid, seq: seq + 1n },
      { txid: txid - 1n, seq },
      { txid: 5n, seq: 0n },
    ])
      expect(await readOutbox(db, 'library', cursor, 10)).toEqual({ kind: 'unknown' });
    expect(await read({ txid, seq })).toEqual([]);
  });

  test('a rolled back transaction leaves nothing, and nothing waits for it', async () => {
    await expect(
      db.transaction().execute(async (trx) => {
        await tell(trx, ['GONE']);
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    await tell(db, ['S1']);
    expect((await read()).map(({ studentId }) => studentId)).toEqual(['S1']);
  });

  test('is pruned of what is old, but for the newest row, so that whoever has read all still knows where', async () => {
    const old = new Date('2020-06-01T00:00:00Z');
    await tell(db, students(7), { at: old });
    const position = await newestCursor(db, 'library');
    expect(await pruneOutbox(db, 'library', new Date('2020-06-02T00:00:00Z'))).toBe(6);
    expect(await read(position)).toEqual([]);
    await tell(db, ['S8']);
    expect((await read(position)).map(({ studentId }) => studentId)).toEqual(['S8']);
    expect(await pruneOutbox(db, 'library', new Date('2020-06-02T00:00:00Z'))).toBe(1);
    expect(await readOutbox(db, 'library', position, 10)).toEqual({ kind: 'unknown' });
  });

  test('a copy of the recent begins where time and number say, whichever is later', async () => {
    const day = (n: number) => new Date(Date.UTC(2020, 5, n));
    for (const n of [1, 2, 3, 4]) await tell(db, [`D${n}`], { at: day(n) });
    const copied = async (since: Date, atMost: number) =>
      (await read(await recentCursor(db, 'library', { since, atMost }))).map(({ studentId }) => studentId);
    expect(await copied(day(3), 100)).toEqual(['D3', 'D4']);
    expect(await copied(day(1), 3)).toEqual(['D2', 'D3', 'D4']);
    expect(await copied(day(3), 1)).toEqual(['D4']);
    expect(await copied(day(1), 100)).toEqual(['D1', 'D2', 'D3', 'D4']);
  });

  test('is found by position through its index, which may be made any number of times', async () => {
    await Promise.all([prepareOutbox(db, 'library'), prepareOutbox(db, 'library')]);
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from pg_indexes where schemaname = 'library' and indexname = 'outbox_position'`.execute(
      db,
    );
    expect(rows[0]?.n).toBe(1);
  });

  // PGlite has one session, so there no transaction can be open while another commits.
  test.runIf(kind === 'PostgreSQL')(
    'a transaction that commits late with lower numbers is never passed',
    async () => {
      await tell(db, ['FIRST']);
      const position = await newestCursor(db, 'library');
      const late = await db.startTransaction().execute();
      await tell(late, ['LATE']);
      await tell(db, ['EARLY']);
      const meanwhile = await read(position);
      const newest = await newestCursor(db, 'library');
      await late.commit().execute();
      expect(meanwhile).toEqual([]);
      expect(newest).toEqual(position);
      expect((await read(position)).map(({ studentId }) => studentId)).toEqual(['LATE', 'EARLY']);
    },
  );

  test.runIf(kind === 'PostgreSQL')(
    'twelve writers at once, some slow, some rolled back: a reader that keeps reading gets every row once',
    async () => {
      const position = await newestCursor(db, 'library');
      let writing = true;
      const got: OutboxEvent[] = [];
      const reader = (async () => {
        for (let after = position; ; ) {
          const last = !writing;
          const events = await read(after, 7);
          got.push(...events);
          after = events.length > 0 ? cursorOf(events.at(-1)) : after;
          if (last && events.length === 0) return;
        }
      })();
      await Promise.all(
        students(12, 'W').map(async (writer, index) => {
          for (let n = 1; n <= 10; n++)
            await db
              .transaction()
              .execute(async (trx) => {
                await tell(trx, [writer], { from: n });
                await sql`select pg_sleep(${(index % 4) * 0.004})`.execute(trx);
                if (n % 5 === 0) throw new Error('undone');
              })
              .catch(() => {});
        }),
      );
      writing = false;
      await reader;
      expect(new Set(got.map(({ cursor }) => cursor)).size).toBe(got.length);
      for (const writer of students(12, 'W'))
        expect(got.filter(({ studentId }) => studentId === writer).map(({ version }) => version)).toEqual(
          [1, 2, 3, 4, 6, 7, 8, 9].map((n) => `1.${n}`),
        );
    },
  );
});
