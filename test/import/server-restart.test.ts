import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createArchives } from '../../subgraphs/archives/archives.ts';
import { openDatabase } from '../../subgraphs/kit/database/open-database.ts';
import { createDatabase, type PostgresServer, startPostgres } from '../kit/postgres.ts';
import { GUIDE_DAY, serveForTest, staffOf } from '../kit/served-subgraph.ts';

describe('a PostgreSQL server that ends and comes back', () => {
  let server: PostgresServer;
  const directory = mkdtempSync(join(tmpdir(), 'clearance-restart-'));
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  async function archivesAt(name: string) {
    const database = openDatabase({ kind: 'postgres', url: await createDatabase(server.url, name) });
    const open = async () => ({ database, dispose: () => database.close() });
    return serveForTest(createArchives, staffOf('archives'), { open });
  }

  test('in the middle of traffic, the subgraph answers again by itself, with everything that it acknowledged', async () => {
    const archives = await archivesAt('traffic');
    await archives.subgraph.load([{ studentId: 'A1', thesisLabel: null, asOf: null }]);
    let written = 0;
    let refused = 0;
    let stopped = false;
    const acknowledged: string[] = [];
    const traffic = async () => {
      while (!stopped) {
        written += 1;
        const label = `第${written}稿`;
        const mutation = `mutation { recordArchivesThesis(input: { studentId: "A1", label: "${label}" }) { __typename } }`;
        const { data, errors } = await archives.graphql<{
          recordArchivesThesis: { __typename: string } | null;
        }>(mutation);
        if (data?.recordArchivesThesis?.__typename === 'ArchivesThesisRecorded' && !errors)
          acknowledged.push(label);
        else refused += 1;
      }
    };
    const clients = [traffic(), traffic(), traffic()];
    const until = async (enough: number) => {
      while (acknowledged.length < enough) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    await until(20);
    await server.crashAndRestart();
    const before = acknowledged.length;
    await until(before + 20);
    stopped = true;
    await Promise.all(clients);
    expect(refused).toBeGreaterThan(0);
    const labels = await archives.published('A1');
    // Each acknowledged change is one version; changes whose answer was lost may be there, too.
    expect(labels.length).toBeGreaterThanOrEqual(acknowledged.length + 1);
    await archives.close();
  }, 60_000);

  test('in the middle of an import, the import fails, and the same call finishes it', async () => {
    const archives = await archivesAt('import');
    const file = join(directory, 'thesis.csv');
    const numbers = Array.from({ length: 12_000 }, (_, index) => `B${index}`);
    writeFileSync(file, `学号,论文提交状态\n${numbers.map((number) => `${number},已审核`).join('\n')}\n`);
    const options = { asOf: GUIDE_DAY, snapshot: true, dryRun: false, acceptFlips: true };
    let restarting: Promise<void> | undefined;
    const onProgress = ({ phase }: { phase: string }) => {
      if (phase === 'write') restarting ??= server.crashAndRestart();
    };
    await expect(
      archives.subgraph.transfer.importFile(file, options, { roster: null, onProgress }),
    ).rejects.toThrow();
    await restarting;
    const again = await archives.subgraph.transfer.importFile(file, options, {
      roster: null,
      onProgress: () => {},
    });
    expect(again).toMatchObject({ kind: 'done', id: 'archives-1', tally: { closed: 0 } });
    const passed = await archives.db
      .selectFrom('student_verdict')
      .where('outcome', '=', 'PASSED')
      .select('student_id')
      .execute();
    expect(passed).toHaveLength(12_000);
    await archives.close();
  }, 60_000);
});
