import { createClient } from 'graphql-sse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Graph, startGraph } from '../kit/graph.ts';
import { newKey, submitAt } from '../kit/submit.ts';
import { type Balancer, startBalancer } from './kit/balancer.ts';
import { type GatewayProcess, startGateway } from './kit/gateway-process.ts';
import { startLoad } from './kit/load.ts';
import { PASSING, readPage } from './kit/page.ts';

const PER_SECOND = 25;
const env = { CACHE: 'on', DRAIN_MS: '500' };

// Two gateways behind a balancer that asks for /readyz; both are replaced while people look and submit.
let graph: Graph;
let balancer: Balancer;
let gateways: GatewayProcess[];
beforeAll(async () => {
  graph = await startGraph(env);
  gateways = [{ child: graph.gateway, url: graph.url }, await startGateway(graph.env)];
  balancer = await startBalancer();
  serve();
  for (const { url } of gateways) await readPage({ ...graph, url }, 'TS2020F4');
});
afterAll(async () => {
  await balancer.close();
  await Promise.all(gateways.map(({ child }) => child.end()));
  await graph.end();
});

function serve(): void {
  balancer.set(gateways.map(({ url }) => url));
}

/** Asks one gateway to go and puts another in its place, as an orchestrator does. */
async function replace(index: number): Promise<void> {
  const old = gateways[index] as GatewayProcess;
  old.child.signal('SIGTERM');
  expect(await old.child.ended).toBe(0);
  gateways[index] = await startGateway(graph.env);
  serve();
  await expect.poll(() => balancer.ready().length).toBe(2);
}

/** Watches one student's outcome of finance through the balancer, coming back whenever a stream ends. */
function watch(token: string) {
  const outcomes: string[] = [];
  let connections = 0;
  const client = createClient({
    url: `${balancer.url}/graphql/stream`,
    headers: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    on: { connecting: () => void connections++ },
  });
  const end = new AbortController();
  const follow = async () => {
    while (!end.signal.aborted) {
      const { promise: over, resolve } = Promise.withResolvers<unknown>();
      const stop = client.subscribe<{ clearanceChanged: { finance: { outcome: string } } }>(
        { query: 'subscription { clearanceChanged { id finance { outcome } } }' },
        {
          next: ({ data }) => void outcomes.push(data?.clearanceChanged.finance.outcome ?? 'UNKNOWN'),
          error: resolve,
          complete: () => resolve('complete'),
        },
      );
      end.signal.addEventListener('abort', stop, { once: true });
      await over;
    }
  };
  const following = follow();
  return {
    outcomes,
    connections: () => connections,
    end: async () => {
      end.abort();
      await following;
    },
  };
}

let references = 0;
async function charge(token: string, studentId: string): Promise<void> {
  const mutation = `mutation { recordCharge(input: { studentId: "${studentId}", academicYear: 2019,
    chargeItemName: "代收取暖费", amountFen: 7240, reference: "ROLL-${++references}" }) { __typename } }`;
  expect(
    (await readPage({ ...graph, url: balancer.url }, null, { authorization: `Bearer ${token}` }, mutation))
      .errors,
  ).toEqual([]);
}

test('while both gateways are replaced, one after the other, no request is lost and a subscriber misses nothing', async () => {
  await expect.poll(() => balancer.ready().length).toBe(2);
  const submitting = PASSING.slice(0, 6);
  const tokens = new Map<string, string>();
  for (const id of [...submitting, 'TS2020F11']) tokens.set(id, await graph.token('student', id));
  const staff = await graph.token('staff:finance', 'C001');
  const live = watch(tokens.get('TS2020F11') ?? '');
  await expect.poll(() => live.outcomes.at(-1)).toBe('PASSED');

  const load = startLoad(PER_SECOND, (count) =>
    readPage({ ...graph, url: balancer.url }, PASSING[count % PASSING.length] ?? ''),
  );
  const submissions: Promise<unknown>[] = [];
  const submitThree = () => {
    for (const id of submitting.splice(0, 3)) {
      const authorization = `Bearer ${tokens.get(id)}`;
      const submitted = submitAt(`${balancer.url}/graphql`, authorization, { idempotencyKey: newKey() });
      submissions.push(submitted.then(({ payload }) => payload?.__typename).catch(String));
    }
  };

  submitThree();
  // Changed while its stream may be coming back from one gateway to the other.
  await Promise.all([replace(0), charge(staff, 'TS2020F11')]);
  submitThree();
  await replace(1);
  await expect.poll(() => live.outcomes.at(-1)).toBe('NOT_PASSED');

  const answers = await load.stop();
  expect(balancer.lost.filter((what) => what.startsWith('/graphql '))).toEqual([]);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  for (const { clearance, errors } of answers) {
    expect(errors).toEqual([]);
    expect(clearance.outcome).toBe('PASSED');
  }
  expect(await Promise.all(submissions)).toEqual(Array(6).fill('ClearanceSubmitted'));
  // It was sent away at least once, came back by itself, and heard of the change.
  expect(live.connections()).toBeGreaterThan(1);
  expect(new Set(live.outcomes)).toEqual(new Set(['PASSED', 'NOT_PASSED']));
  await live.end();
});
