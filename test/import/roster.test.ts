import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { ImportOptions } from '../../subgraphs/kit/import/import-result.ts';
import { createRegistry, type Registry } from '../../subgraphs/registry/registry.ts';
import { databaseKinds } from '../kit/databases.ts';
import { GUIDE_DAY, type SubgraphUnderTest, serveForTest, staffOf } from '../kit/served-subgraph.ts';
import { csv, doneOf } from './kit/department-files.ts';

const HEADER = '学号,姓名,性别,年级,学院,学院代码,专业,入学日期,离校类别,培养层次,毕业届';
const line = (id: string, year: string) =>
  `${id},样例${id},男,2017,信息学院,05,通信工程,20170908,毕业离校,硕士,${year}`;

describe.each(databaseKinds)('the roster on $kind', ({ open }) => {
  const directory = mkdtempSync(join(tmpdir(), 'clearance-roster-'));
  let registry: SubgraphUnderTest<Registry>;
  const importText = (text: string, options: Partial<ImportOptions> = {}) => {
    const path = join(directory, 'roster.csv');
    writeFileSync(path, text);
    const all = { snapshot: false, dryRun: false, acceptFlips: false, asOf: GUIDE_DAY, ...options };
    return registry.subgraph.transfer.importFile(path, all, { roster: null, onProgress: () => {} });
  };
  afterEach(() => registry.close());
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('a complete file takes who is missing off the roster of its class years, and of no others', async () => {
    registry = await serveForTest(createRegistry, staffOf('registry'), { open });
    const all = [line('R1', '2020届'), line('R2', '2020'), line('R3', '2021'), line('R4', '')];
    expect(doneOf(await importText(csv(HEADER, ...all))).tally.inserted).toBe(4);
    const done = doneOf(await importText(csv(HEADER, line('R1', '2020')), { snapshot: true }));
    expect(done.tally).toMatchObject({ inserted: 0, updated: 0, closed: 1 });
    const years = await registry.subgraph.classYears(['R1', 'R2', 'R3', 'R4', 'R5']);
    expect([...years].sort()).toEqual([
      ['R1', 2020],
      ['R2', null],
      ['R3', 2021],
      ['R4', null],
    ]);
    await registry.subgraph.transfer.undo(Number(done.id.split('-')[1]), () => {});
    expect((await registry.subgraph.classYears(['R2'])).get('R2')).toBe(2020);
  });

  test('a line with a word that no register writes is rejected with the words that are known', async () => {
    registry = await serveForTest(createRegistry, staffOf('registry'), { open });
    const done = doneOf(
      await importText(csv(HEADER, line('R1', '2020').replace('硕士', '院士'), line('R2', '第2020届'))),
    );
    expect(done.file).toMatchObject({ rows: 0, rejected: 2 });
  });
});
