import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { limits } from '../../subgraphs/clearance/submission/limits.ts';
import { openDatabase } from '../../subgraphs/kit/database/open-database.ts';
import { databaseKinds } from '../kit/databases.ts';
import { createDatabase, startPostgres } from '../kit/postgres.ts';
import { type ServedGraph, serveGraph } from '../kit/served-graph.ts';
import { newKey, type SubmitAnswer } from '../kit/submit.ts';

describe('with more calls than a process takes', () => {
  let graph: ServedGraph;
  // A registry that never answers.
  const registry = createServer((request) => void request.resume());
  beforeAll(async () => {
    await once(registry.listen(0, '127.0.0.1'), 'listening');
    const instead = { registry: `http://127.0.0.1:${(registry.address() as AddressInfo).port}` };
    graph = await serveGraph(await databaseKinds[1].open(), { instead });
  });
  afterAll(async () => {
    registry.closeAllConnections();
    registry.close();
    await graph.close();
  });

  test('the rest is shed at once, retryable, and everybody is answered', async () => {
    const room = limits.inFlight + limits.queue;
    // In the order in which they are answered: which call comes in first is not said.
    const answers: SubmitAnswer[] = [];
    await Promise.all(
      Array.from({ length: room + 40 }, async (_, index) =>
        answers.push(await graph.submit(`LOAD${index}`, newKey())),
      ),
    );
    for (const { payload } of answers.slice(0, 40))
      expect(payload).toMatchObject({ __typename: 'SubmissionShed', retryable: true, retryAfterMs: 1_000 });
    for (const { payload, codes, took } of answers) {
      expect(codes).toEqual([]);
      // The registry never answers; whoever had a turn is told so, the queue was too slow for the others.
      expect(['DepartmentsUnavailable', 'SubmissionShed']).toContain(payload.__typename);
      expect(took).toBeLessThan(6_250);
    }
  });
});

describe('without a database', () => {
  test('a call is shed, retryable', async () => {
    const postgres = await startPostgres();
    const url = await createDatabase(postgres.url, 'shed');
    const database = openDatabase({ kind: 'postgres', url });
    const graph = await serveGraph({ database, dispose: () => database.close() });
    expect((await graph.submit('TS2020S1', newKey())).payload.__typename).toBe('ClearanceSubmitted');
    await postgres.stop();
    const { payload, codes, took } = await graph.submit('TS2020S2', newKey());
    expect(codes).toEqual([]);
    expect(payload).toMatchObject({ __typename: 'SubmissionShed', retryable: true });
    expect(took).toBeLessThan(6_250);
    await graph.close();
  });
});
