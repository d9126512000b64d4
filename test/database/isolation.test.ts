import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseKinds, type TestDatabase } from '../kit/databases.ts';

interface Tables {
  counter: { id: number; n: number };
}

describe.each(databaseKinds)('a department on $kind', ({ open }) => {
  let opened: TestDatabase;
  const builder = () => opened.database.forSchema<Tables>('public');

  beforeAll(async () => {
    opened = await open();
    await sql`create table counter (id int primary key, n bigint not null)`.execute(builder());
    await builder().insertInto('counter').values({ id: 1, n: 0 }).execute();
  });
  afterAll(() => opened.dispose());

  test('never shows a reader the rows of a transaction that is still open', async () => {
    const db = builder();
    const written = Promise.withResolvers<void>();
    const mayEnd = Promise.withResolvers<void>();
    const writing = db.transaction().execute(async (trx) => {
      await trx.updateTable('counter').set({ n: 99 }).where('id', '=', 1).execute();
      written.resolve();
      await mayEnd.promise;
      throw new Error('rolled back on purpose');
    });
    await written.promise;
    // Another department's builder over the same database.
    const reading = builder().selectFrom('counter').select('n').executeTakeFirstOrThrow();
    mayEnd.resolve();
    await expect(writing).rejects.toThrow('rolled back on purpose');
    expect(await reading).toEqual({ n: 0 });
  });

  test('keeps transactions that run at once apart', async () => {
    const db = builder();
    const add = () =>
      db.transaction().execute(async (trx) => {
        const { n } = await trx
          .selectFrom('counter')
          .select('n')
          .where('id', '=', 1)
          .forUpdate()
          .executeTakeFirstOrThrow();
        await trx
          .updateTable('counter')
          .set({ n: n + 1 })
          .where('id', '=', 1)
          .execute();
      });
    await Promise.all(Array.from({ length: 20 }, add));
    expect(await db.selectFrom('counter').select('n').executeTakeFirst()).toEqual({ n: 20 });
  });

  test('gives counts as numbers, days as text and instants as Date', async () => {
    const { rows } = await sql`
      select count(*) as count, date '2020-06-05' as day, timestamptz '2020-06-05T00:00:00Z' as instant`.execute(
      builder(),
    );
    expect(rows).toEqual([{ count: 1, day: '2020-06-05', instant: new Date('2020-06-05T00:00:00Z') }]);
  });
});
