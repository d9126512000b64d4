import { afterEach, expect, test } from 'vitest';
import { createApp } from '../../gateway/http/app.ts';
import { addMetricsRoute, type MetricsAccess, metricsAccessOf } from '../../gateway/http/metrics-route.ts';
import { createLog } from '../../gateway/observe/log.ts';
import { createMetrics } from '../../gateway/observe/metrics.ts';
import { defaultBudget } from '../../gateway/upstream/resilience/budget.ts';
import { createDepartmentGuard } from '../../gateway/upstream/resilience/department-guard.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(access: MetricsAccess) {
  const app = createApp({ log: createLog('silent'), newId: () => crypto.randomUUID(), maxBodyBytes: 1_000 });
  addMetricsRoute(app, { metrics: createMetrics(), access });
  closing.push(() => app.close());
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return (authorization?: string) =>
    fetch(`${url}/metrics`, authorization === undefined ? {} : { headers: { authorization } });
}

const series = async (metrics: ReturnType<typeof createMetrics>, prefix: string) =>
  (await metrics.exposition()).text.split('\n').filter((line) => line.startsWith(prefix));

test('in production metrics are there for who knows the token, and for nobody else', async () => {
  const token = 'a-token-of-this-test';
  const ask = await serve(metricsAccessOf(true, token));
  expect((await ask(`Bearer ${token}`)).status).toBe(200);
  for (const wrong of [undefined, token, `Bearer ${token}x`, 'Bearer ', `bearer ${token}`]) {
    const refused = await ask(wrong);
    expect(refused.status).toBe(404);
    expect(await refused.text()).toMatch(/"code":"NOT_FOUND"/);
  }
});

test('in production without a token there are none; in development everybody reads them', async () => {
  expect((await (await serve(metricsAccessOf(true, undefined)))()).status).toBe(404);
  expect((await (await serve(metricsAccessOf(false, undefined)))()).status).toBe(200);
});

test('a breaker shows its state: closed, open, half-open', async () => {
  const metrics = createMetrics();
  const budget = { ...defaultBudget, breakLeast: 2, openMs: 1 };
  const guard = createDepartmentGuard(budget, () => 0, metrics.departments.guard('library'));
  const state = () => series(metrics, 'gateway_breaker_state');
  expect(await state()).toEqual(['gateway_breaker_state{department="library"} 0']);
  const signal = new AbortController().signal;
  const read = (attempt: () => Promise<{ value: string; verdict: 'failed' | 'fine' }>) =>
    guard.read({
      signal,
      attempt,
      refused: (why) => {
        metrics.departments.refused('library', 'query', why);
        return why;
      },
    });
  await expect
    .poll(async () => {
      await read(async () => ({ value: 'no', verdict: 'failed' }));
      return state();
    })
    .toEqual(['gateway_breaker_state{department="library"} 2']);
  const seen = Promise.withResolvers<string[]>();
  await expect
    .poll(() =>
      read(async () => {
        seen.resolve(await state());
        return { value: 'yes', verdict: 'fine' };
      }),
    )
    .toBe('yes');
  expect(await seen.promise).toEqual(['gateway_breaker_state{department="library"} 1']);
  expect(await state()).toEqual(['gateway_breaker_state{department="library"} 0']);
});

test('cache, events, admission and subscribers are counted by few words', async () => {
  const metrics = createMetrics();
  for (let n = 0; n < 500; n++) metrics.cache.hit('library');
  metrics.cache.stale('registry');
  metrics.eventLag('finance', 0.25);
  metrics.onShed('requests', 'queue');
  metrics.departments.refused('finance', 'query', 'left alone');
  metrics.follow({ held: { requests: 3, submissions: 1 }, liveSubscribers: () => 42 });
  const { text } = await metrics.exposition();
  expect(text.split('\n')).toEqual(
    expect.arrayContaining([
      'gateway_cache_values_total{department="library",result="hit"} 500',
      'gateway_cache_values_total{department="registry",result="stale"} 1',
      'gateway_event_lag_seconds{source="finance"} 0.25',
      'gateway_shed_total{lane="requests",reason="queue"} 1',
      'gateway_department_calls_total{department="finance",kind="query",outcome="left alone"} 1',
      'gateway_held_requests{lane="requests"} 3',
      'gateway_held_requests{lane="submissions"} 1',
      'gateway_live_subscribers 42',
    ]),
  );
});
