import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { goldenClass } from '../../data/golden.ts';
import { syntheticClass } from '../../data/synthetic-class.ts';
import { type AllSubgraphs, createAllSubgraphs } from '../../start/all-subgraphs.ts';
import { loadRecords } from '../../start/sample.ts';
import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import { loadProfile } from '../../subgraphs/kit/service/profile.ts';
import { databaseKinds, type TestDatabase } from '../kit/databases.ts';
import { GUIDE_DAY } from '../kit/served-subgraph.ts';
import { doneOf } from './kit/department-files.ts';

const JUDGES = ['library', 'archives', 'apartment', 'finance'] as const;
const profile = loadProfile('current', 'guide-text');

interface Verdict {
  student_id: string;
  outcome: string;
  reasons: string[];
}

interface Opened {
  readonly subgraphs: AllSubgraphs;
  readonly database: TestDatabase['database'];
}

async function create({ database }: TestDatabase): Promise<Opened> {
  const subgraphs = createAllSubgraphs(() => ({
    database,
    profile,
    now: () => GUIDE_DAY,
    production: false,
  }));
  for (const { name, migrations } of Object.values(subgraphs))
    await migrate(database.forSchema(name), name, migrations);
  return { subgraphs, database };
}

async function verdictsOf({ database }: Opened, department: string): Promise<Verdict[]> {
  return database
    .forSchema<{ student_verdict: Verdict }>(department)
    .selectFrom('student_verdict')
    .select(['student_id', 'outcome', 'reasons'])
    .orderBy('student_id')
    .execute();
}

async function transferAll(from: Opened, to: Opened): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'clearance-export-'));
  for (const department of ['registry', ...JUDGES] as const) {
    const files = await from.subgraphs[department].transfer.exportFiles(directory, undefined);
    for (const { path, rows } of files) {
      const options = { asOf: GUIDE_DAY, snapshot: false, dryRun: false, acceptFlips: true };
      const context = { roster: null, onProgress: () => {} };
      const done = doneOf(await to.subgraphs[department].transfer.importFile(path, options, context));
      expect(done.file).toMatchObject({ rows, rejected: 0 });
    }
  }
  rmSync(directory, { recursive: true, force: true });
}

describe.each(databaseKinds)('exported from and imported into an empty database on $kind', ({ open }) => {
  const opened: TestDatabase[] = [];
  const empty = async () => {
    const one = await open();
    opened.push(one);
    return create(one);
  };
  beforeEach(() => void opened.splice(0));
  afterEach(async () => {
    await Promise.all(opened.map((one) => one.dispose()));
  });

  test('the golden students have the same verdicts, and the registry the same students', async () => {
    const [from, to] = [await empty(), await empty()];
    await loadRecords(from.subgraphs, goldenClass());
    await transferAll(from, to);
    for (const department of JUDGES) {
      const verdicts = await verdictsOf(from, department);
      expect(verdicts.length).toBeGreaterThan(15);
      expect(await verdictsOf(to, department)).toEqual(verdicts);
    }
    const students = (one: Opened) =>
      one.database.forSchema<{ student: object }>('registry').selectFrom('student').selectAll().execute();
    expect(new Set(await students(to))).toEqual(new Set(await students(from)));
  });
});

test('any class has the same verdicts after export and import', async () => {
  const postgres = databaseKinds[1];
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 - 1 }), async (seed) => {
      const opened = [await postgres.open(), await postgres.open()] as const;
      const [from, to] = [await create(opened[0]), await create(opened[1])];
      await loadRecords(from.subgraphs, syntheticClass({ students: 300, seed }));
      await transferAll(from, to);
      for (const department of JUDGES)
        expect(await verdictsOf(to, department)).toEqual(await verdictsOf(from, department));
      await Promise.all(opened.map((one) => one.dispose()));
    }),
    { numRuns: 8 },
  );
}, 120_000);
