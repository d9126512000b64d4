import { createClient } from 'graphql-sse';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Graph, startGraph } from '../kit/graph.ts';

// Real processes over PostgreSQL: six subgraphs and a gateway that follows their events.
let graph: Graph;
const tokens = new Map<string, string>();
beforeAll(async () => {
  graph = await startGraph({ ENGINE: 'compiled' });
});
afterAll(() => graph.end());
const ending: (() => void)[] = [];
afterEach(() => {
  for (const end of ending.splice(0)) end();
});

async function tokenOf(role: string, sub: string): Promise<string> {
  const token = tokens.get(`${role} ${sub}`) ?? (await graph.token(role, sub));
  tokens.set(`${role} ${sub}`, token);
  return token;
}

const PAGE = `subscription ($studentId: ID) { clearanceChanged(studentId: $studentId) {
  id passed outcome finance { outcome totalOwed { yuan } } library { outcome } } }`;

interface Watched {
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape, and fail where it is another
  readonly answers: any[];
  readonly ended: Promise<unknown>;
  readonly end: () => void;
}

/** Subscribes as somebody, with the client of graphql-sse. */
async function watch(role: string, sub: string, variables: object = {}, query = PAGE): Promise<Watched> {
  const client = createClient({
    url: `${graph.url}/graphql/stream`,
    headers: { authorization: `Bearer ${await tokenOf(role, sub)}` },
    retryAttempts: 0,
  });
  const answers: unknown[] = [];
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const end = client.subscribe(
    { query, variables: { ...variables } },
    {
      next: (answer) => void answers.push(answer),
      error: resolve,
      complete: () => resolve('complete'),
    },
  );
  ending.push(end);
  return { answers, ended: promise, end };
}

async function staff(department: string, mutation: string): Promise<void> {
  const token = await tokenOf(`staff:${department}`, 'C001');
  const { errors } = await graph.query(`mutation { ${mutation} { __typename } }`, { token });
  expect(errors).toEqual([]);
}

const charge = (studentId: string, reference: string) =>
  staff(
    'finance',
    `recordCharge(input: { studentId: "${studentId}", academicYear: 2019, chargeItemName: "代收取暖费", amountFen: 7240, reference: "${reference}" })`,
  );

describe('clearanceChanged', () => {
  test('tells the clearance at once, and again within a second of a change at a department', async () => {
    const { answers } = await watch('student', 'TS2020S1');
    await expect.poll(() => answers.length, { timeout: 5_000 }).toBe(1);
    expect(answers[0].data.clearanceChanged).toMatchObject({ id: 'TS2020S1', passed: true });
    await charge('TS2020S1', 'LIVE-1');
    const began = performance.now();
    await expect.poll(() => answers.length, { timeout: 5_000 }).toBe(2);
    expect(answers[1].data.clearanceChanged).toMatchObject({
      passed: false,
      finance: { outcome: 'NOT_PASSED', totalOwed: { yuan: '72.4' } },
    });
    // The promise is 1 s; a loaded machine may be late, waiting for a poll would take 15 s.
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  test('does not tell what did not change, nor of others', async () => {
    const { answers } = await watch('student', 'TS2020S2');
    await expect.poll(() => answers.length).toBe(1);
    await charge('TS2020S3', 'LIVE-2');
    await charge('TS2020S2', 'LIVE-3');
    await expect.poll(() => answers.length).toBe(2);
    expect(answers[1].data.clearanceChanged.finance.outcome).toBe('NOT_PASSED');
  });

  test('another student’s number ends the stream without a word about them', async () => {
    const { answers, ended } = await watch('student', 'TS2020S2', { studentId: 'TS2020S4' });
    expect(await ended).toBe('complete');
    expect(answers).toHaveLength(1);
    expect(answers[0].data).toEqual({ clearanceChanged: null });
  });

  test('staff watch whom they name', async () => {
    const { answers } = await watch('registrar', 'R001', { studentId: 'TS2020S5' });
    await expect.poll(() => answers.length).toBe(1);
    await charge('TS2020S5', 'LIVE-4');
    await expect.poll(() => answers.length).toBe(2);
  });

  test('a gone department is told as unknown when something else changes', async () => {
    const { answers } = await watch('student', 'TS2020S6');
    await expect.poll(() => answers.length).toBe(1);
    graph.subgraphs.library.proxy.fault = 'html';
    try {
      await charge('TS2020S6', 'LIVE-5');
      await expect.poll(() => answers.length).toBe(2);
      expect(answers[1].data.clearanceChanged.library).toBeNull();
      expect(answers[1].errors[0].extensions.code).toBe('DEPARTMENT_BAD_RESPONSE');
    } finally {
      graph.subgraphs.library.proxy.fault = 'none';
    }
  });
});

/** The raw events of a stream, as text, until `isEnough`. */
async function rawEvents(
  headers: Record<string, string>,
  isEnough: (text: string) => boolean,
): Promise<string> {
  const gone = new AbortController();
  const response = await fetch(`${graph.url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify({ query: PAGE }),
    signal: gone.signal,
  });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  let text = '';
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  while (reader && !isEnough(text)) text += decoder.decode((await reader.read()).value, { stream: true });
  gone.abort();
  return text;
}

test('whoever comes back with Last-Event-ID is told what changed meanwhile, and nothing where nothing did', async () => {
  const authorization = `Bearer ${await tokenOf('student', 'TS2020S7')}`;
  const first = await rawEvents({ authorization }, (text) => text.includes('\n\n'));
  const id = /^id: (\S+)$/m.exec(first)?.[1] as string;
  expect(first).toMatch(/^event: next$/m);

  await charge('TS2020S7', 'LIVE-6');
  const missed = await rawEvents({ authorization, 'last-event-id': id }, (text) => text.includes('\n\n'));
  expect(missed).toContain('"NOT_PASSED"');
  const newest = /^id: (\S+)$/m.exec(missed)?.[1] as string;

  const later = rawEvents({ authorization, 'last-event-id': newest }, (text) => text.includes('event: next'));
  await charge('TS2020S7', 'LIVE-7');
  // The first that it hears is the second charge: nothing was told again.
  expect(await later).toContain('"144.8"');
});

describe('refusals are JSON, as those of /graphql', () => {
  const refused = async (body: object, headers: Record<string, string> = {}) => {
    const response = await fetch(`${graph.url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
    return [response.status, errors[0]?.extensions.code];
  };

  test.each([
    ['a query', '{ clearance { id } }', 400, 'OPERATION_RESOLUTION_FAILURE'],
    ['a syntax error', 'subscription {', 400, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', 'subscription { clearanceChanged { secret } }', 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['nobody, about nobody', 'subscription { clearanceChanged { id } }', 400, 'BAD_USER_INPUT'],
  ])('%s', async (_, query, status, code) => {
    expect(await refused({ query })).toEqual([status, code]);
  });

  test('a token that is none', async () => {
    expect(await refused({ query: PAGE }, { authorization: 'Bearer x' })).toEqual([401, 'UNAUTHENTICATED']);
  });

  test('/graphql itself takes no subscription', async () => {
    const token = await tokenOf('student', 'TS2020S1');
    const { errors } = await graph.query('subscription { clearanceChanged { id } }', { token });
    expect(errors[0]?.extensions.code).toBe('BAD_REQUEST');
  });
});
