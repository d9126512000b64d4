import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleClass } from '../../data/sample-class.ts';
import { createApartment } from '../../subgraphs/apartment/apartment.ts';
import { createArchives } from '../../subgraphs/archives/archives.ts';
import { createFinance } from '../../subgraphs/finance/finance.ts';
import type { Subgraph, SubgraphDependencies } from '../../subgraphs/kit/subgraph.ts';
import { createLibrary } from '../../subgraphs/library/library.ts';
import { databaseKinds } from '../kit/databases.ts';
import { type SubgraphUnderTest, serveForTest, staffOf } from '../kit/served-subgraph.ts';

// The repositories of all departments on both databases: the same class in, the same answers out.

const sample = sampleClass();
const ids = sample.registry.slice(0, 500).map(({ studentId }) => studentId);

interface Loadable<Row> extends Subgraph {
  readonly load: (records: readonly Row[]) => Promise<void>;
}

function department<Row extends { studentId: string }>(
  name: string,
  create: (dependencies: SubgraphDependencies) => Loadable<Row>,
  records: readonly Row[],
) {
  const wanted = records.filter(({ studentId }) => ids.includes(studentId));
  return {
    name,
    serve: async (open: (typeof databaseKinds)[number]['open']) => {
      const served = await serveForTest(create, staffOf(name), { open });
      await served.subgraph.load(wanted);
      served.statements();
      return served;
    },
  };
}

const departments = [
  department('library', createLibrary, sample.library),
  department('archives', createArchives, sample.archives),
  department('apartment', createApartment, sample.apartment),
  department('finance', createFinance, sample.finance),
];

describe.each(departments)('$name', ({ name, serve }) => {
  const served: SubgraphUnderTest<Subgraph>[] = [];
  beforeAll(async () => {
    for (const { open } of databaseKinds) served.push(await serve(open));
  });
  afterAll(() => Promise.all(served.map((one) => one.close())));

  test('gives 500 students the same verdicts on PGlite and PostgreSQL, with one statement each, in their order', async () => {
    const selection = `id ${name} { outcome passed version accountFound reasons { code } }`;
    const [onPglite, onPostgres] = await Promise.all(
      served.map((one) => one.entities<{ id: string }>(ids, selection)),
    );
    expect(served.map((one) => one.statements().length)).toEqual([1, 1]);
    expect(onPglite?.map(({ id }) => id)).toEqual(ids);
    expect(onPostgres).toEqual(onPglite);
    expect(new Set(onPglite?.map((one) => JSON.stringify(one).includes('"PASSED"')))).toEqual(
      new Set([true, false]),
    );
  });

  test('publishes every first verdict once on both', async () => {
    const histories = await Promise.all(served.map((one) => one.published('TS2020F4')));
    expect(histories[0]).toEqual(histories[1]);
    expect(histories[0]).toHaveLength(1);
    expect(histories[0]?.[0]).toMatchObject({ version: '1.1', withVerdict: true });
  });
});
