import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AtStep, SubmitStep } from '../../subgraphs/clearance/submission/steps.ts';
import { openDatabase } from '../../subgraphs/kit/database/open-database.ts';
import { newPostgresUrl } from '../kit/databases.ts';
import { type ServedGraph, serveGraph } from '../kit/served-graph.ts';
import { newKey } from '../kit/submit.ts';

describe('with every connection to the database cut (pg_terminate_backend)', () => {
  let graph: ServedGraph;
  let administrator: pg.Client;
  let hook: AtStep = () => {};
  beforeAll(async () => {
    const url = await newPostgresUrl();
    administrator = new pg.Client({ connectionString: url });
    await administrator.connect();
    const database = openDatabase({ kind: 'postgres', url });
    graph = await serveGraph(
      { database, dispose: () => database.close() },
      { ports: { at: (step) => hook(step) } },
    );
  });
  afterAll(async () => {
    await graph.close();
    await administrator.end();
  });
  beforeEach(() => {
    hook = () => {};
  });

  const cutAt = (step: SubmitStep, times = 1) => {
    let left = times;
    hook = async (reached) => {
      if (reached !== step || left-- <= 0) return;
      await administrator.query(
        'select pg_terminate_backend(pid, 1000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
    };
  };
  const serialsOf = async (student: string): Promise<string[]> => {
    const { rows } = await administrator.query(
      'select serial from clearance.submission where student_id = $1',
      [student],
    );
    return rows.map(({ serial }) => serial);
  };

  test.each<[string, SubmitStep]>([
    ['TS2020S1', 'locked'],
    ['TS2020S2', 'claimed'],
    ['TS2020S3', 'read-2'],
    ['TS2020S4', 'before-commit'],
    ['TS2020S5', 'commit-sent'],
    ['TS2020S6', 'committed'],
  ])('%s at %s: what is said agrees with what is stored, and the same key ends in one submission', async (student, step) => {
    const key = newKey();
    cutAt(step);
    const first = await graph.submit(student, key);
    expect(first.codes).toEqual([]);
    expect(first.took).toBeLessThan(6_250);
    const stored = await serialsOf(student);
    if (first.payload.__typename === 'ClearanceSubmitted') {
      expect(first.payload.replayed).toBe(false);
      expect(stored).toEqual([first.payload.submission.serial]);
    } else {
      expect(first.payload.__typename).toBe('SubmissionShed');
      expect(stored).toEqual([]);
    }
    // A lease that a cut call left behind is waited out by asking again, as a client does.
    await expect
      .poll(async () => (await graph.submit(student, key)).payload.__typename, {
        timeout: 15_000,
        interval: 200,
      })
      .toBe('ClearanceSubmitted');
    expect(await serialsOf(student)).toHaveLength(1);
  });

  test('before COMMIT in every round: shed, nothing stored', async () => {
    cutAt('before-commit', 2);
    const { payload } = await graph.submit('TS2020S7', newKey());
    expect(payload.__typename).toBe('SubmissionShed');
    expect(await serialsOf('TS2020S7')).toEqual([]);
  });
});
