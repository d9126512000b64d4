import type { FastifyReply, FastifyRequest } from 'fastify';
import { afterEach, expect, test } from 'vitest';
import { type AdmissionLimits, addAdmission, defaultAdmission } from '../../gateway/http/admission.ts';
import { createApp } from '../../gateway/http/app.ts';
import { createLog } from '../../gateway/observe/log.ts';
import { until } from './kit/until.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A server whose `/graphql` answers when told. */
async function serve(limits: Partial<AdmissionLimits>) {
  const log = createLog('silent');
  const app = createApp({ log, newId: () => crypto.randomUUID(), maxBodyBytes: 1_000 });
  const shed: string[] = [];
  const held = await addAdmission(app, { ...defaultAdmission, ...limits }, () => 1, {
    onShed: (lane, why) => shed.push(`${lane}: ${why}`),
  });
  const gate = Promise.withResolvers<void>();
  app.post('/graphql', async () => {
    await gate.promise;
    return { data: null };
  });
  const laneOf = ({ query }: FastifyRequest) => ('submit' in (query as object) ? 'submissions' : 'requests');
  const refuse = (reply: FastifyReply) => reply.type('text/html').send('<h1>稍后</h1>');
  app.get('/page', { config: { admission: { laneOf, refuse } } }, async () => {
    await gate.promise;
    return 'page';
  });
  app.get('/livez', async () => ({ status: 'alive' }));
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  closing.push(() => app.close());
  const post = (headers: Record<string, string> = {}) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{}',
    });
  return { url, post, held, shed, open: gate.resolve };
}

const submits = { 'idempotency-key': 'test-key-0000000001' };

test('what exceeds the queue is turned away: 503 OVERLOADED, with Retry-After', async () => {
  const { post, held, shed, open } = await serve({ requests: 2 });
  const first = [post(), post()];
  await until('two are held', () => held.requests === 2);
  const third = await post();
  expect(third.status).toBe(503);
  expect(third.headers.get('retry-after')).toBe('4');
  expect(await third.json()).toMatchObject({ errors: [{ extensions: { code: 'OVERLOADED' } }] });
  expect(shed).toEqual(['requests: queue']);
  open();
  for (const answer of first) expect((await answer).status).toBe(200);
  await until('the places are free again', () => held.requests === 0);
  expect((await post()).status).toBe(200);
});

test('submissions keep their own lane', async () => {
  const { post, held, open } = await serve({ requests: 1, submissions: 1 });
  const reading = post();
  await until('the reads are full', () => held.requests === 1);
  const submitting = post(submits);
  await until('a submission is let in', () => held.submissions === 1);
  expect((await post(submits)).status).toBe(503);
  open();
  expect((await submitting).status).toBe(200);
  expect((await reading).status).toBe(200);
});

test('a caller who goes away frees the place', async () => {
  const { url, held } = await serve({ requests: 1 });
  const gone = new AbortController();
  const headers = { 'content-type': 'application/json' };
  const call = fetch(`${url}/graphql`, { method: 'POST', headers, body: '{}', signal: gone.signal }).catch(
    () => null,
  );
  await until('it is held', () => held.requests === 1);
  gone.abort();
  await call;
  await until('the place is free', () => held.requests === 0);
});

test('a late event loop turns reads away, submissions and probes not', async () => {
  const { url, post, shed, open } = await serve({ eventLoopDelayMs: 30, sampleMs: 100 });
  open();
  const block = setInterval(() => {
    const end = performance.now() + 120;
    while (performance.now() < end);
  }, 1);
  try {
    await until('a read is turned away', async () => (await post()).status === 503, 10_000);
    expect(shed).toContain('requests: event loop');
    expect((await post(submits)).status).toBe(200);
    expect((await fetch(`${url}/livez`)).status).toBe(200);
  } finally {
    clearInterval(block);
  }
});

test('pages that say so take places, too, and whoever is turned away sees a page', async () => {
  const { url, held, open } = await serve({ requests: 1, submissions: 1 });
  const shown = fetch(`${url}/page`);
  await until('the reads are full', () => held.requests === 1);
  const refused = await fetch(`${url}/page`);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '4']);
  expect(await refused.text()).toBe('<h1>稍后</h1>');
  const submitted = fetch(`${url}/page?submit`);
  await until('a submission is let in', () => held.submissions === 1);
  open();
  expect((await shown).status).toBe(200);
  expect((await submitted).status).toBe(200);
});
