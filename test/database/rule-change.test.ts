import { describe, expect, test } from 'vitest';
import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import { loadProfile } from '../../subgraphs/kit/service/profile.ts';
import type { VerdictTables } from '../../subgraphs/kit/verdict/verdict-tables.ts';
import { createLibrary } from '../../subgraphs/library/library.ts';
import { databaseKinds } from '../kit/databases.ts';

describe.each(databaseKinds)('a change of the configured labels on $kind', ({ open }) => {
  test('raises the versions of the verdicts it changes, once, and of no others', async () => {
    const { database, dispose } = await open();
    const withLabels = (labels: string) => {
      const profile = loadProfile('current', labels);
      return createLibrary({
        database,
        profile,
        now: () => new Date('2020-06-15T02:00:00Z'),
        production: false,
      });
    };
    const text = withLabels('guide-text');
    await migrate(database.forSchema('library'), 'library', text.migrations);
    await text.onNewDay?.();
    const clear = { cardLabel: '已注销', violationLabel: '0', loans: [], fees: [], asOf: null };
    const submitted = Array.from({ length: 1_200 }, (_, index) => ({
      ...clear,
      studentId: `S${index}`,
      thesisLabel: '已提交',
    }));
    await text.load([...submitted, { ...clear, studentId: 'OK', thesisLabel: '记录审核通过' }]);

    const verdicts = async () => {
      const db = database.forSchema<VerdictTables>('library');
      const rows = await db.selectFrom('student_verdict').select(['outcome', 'version_n']).execute();
      return Object.entries(Object.groupBy(rows, ({ outcome, version_n }) => `${outcome} ${version_n}`)).map(
        ([verdict, students]) => `${verdict}: ${students?.length}`,
      );
    };
    expect((await verdicts()).sort()).toEqual(['NOT_PASSED 1: 1200', 'PASSED 1: 1']);
    await text.onNewDay?.();
    expect((await verdicts()).sort()).toEqual(['NOT_PASSED 1: 1200', 'PASSED 1: 1']);
    const figures = withLabels('guide-figures');
    await figures.onNewDay?.();
    await figures.onNewDay?.();
    expect((await verdicts()).sort()).toEqual(['PASSED 1: 1', 'PASSED 2: 1200']);
    await dispose();
  });
});
