import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { withBreaker } from '../../subgraphs/clearance/reads/breaker.ts';
import type { EntitiesAnswer, EntitySource } from '../../subgraphs/clearance/reads/department-http.ts';
import { createFreshReads } from '../../subgraphs/clearance/reads/fresh-reads.ts';
import { isTransient } from '../../subgraphs/clearance/reads/reading.ts';
import { loadProfile } from '../../subgraphs/kit/service/profile.ts';

const profile = loadProfile('current', 'guide-text');
const elapsed = () => performance.now();

type Handle = (ids: readonly string[], response: ServerResponse) => void;

/** A department that answers as a test says, and remembers when it was asked for whom. */
interface Department {
  readonly url: string;
  readonly asked: {
    readonly ids: readonly string[];
    readonly at: number;
    readonly authorization: string | undefined;
  }[];
}

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function department(handle: Handle): Promise<Department> {
  const asked: { ids: string[]; at: number; authorization: string | undefined }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { variables } = JSON.parse(Buffer.concat(chunks).toString());
    const ids = variables.students.map(({ id }: { id: string }) => id);
    asked.push({ ids, at: performance.now(), authorization: request.headers.authorization });
    handle(ids, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, asked };
}

const verdict = { outcome: 'PASSED', version: '1.1', reasons: [] };
const json = (response: ServerResponse, body: unknown, status = 200) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const passes: Handle = (ids, response) =>
  void json(response, { data: { _entities: ids.map((id) => ({ id, verdict })) } });

function readsFrom(
  url: string | undefined,
  perSecond: number | null = null,
  token: (subgraph: string) => Promise<string> = async (subgraph) => `for ${subgraph}`,
) {
  const addressOf = () => (url === undefined ? undefined : { url, perSecond });
  return createFreshReads({ profile, addressOf, elapsed, token });
}

async function readOne(url: string | undefined) {
  const [reading] = await readsFrom(url).verdicts('S1', ['library']);
  return reading;
}

describe('a fresh read', () => {
  test('shows each source a token for it', async () => {
    const [library, registry] = [await department(passes), await department(passes)];
    await readOne(library.url);
    await readsFrom(registry.url).roster('S1');
    expect(library.asked[0]?.authorization).toBe('Bearer for library');
    expect(registry.asked[0]?.authorization).toBe('Bearer for registry');
  });

  test('that cannot be signed asks nobody, and is UNKNOWN, not a pass', async () => {
    const { url, asked } = await department(passes);
    const reads = readsFrom(url, null, () => Promise.reject(new Error('There are no service keys.')));
    expect(await reads.verdicts('S1', ['library'])).toMatchObject([
      { outcome: 'UNKNOWN', version: null, reasons: [{ code: 'SOURCE_UNAVAILABLE' }] },
    ]);
    expect(await reads.roster('S1')).toEqual({ kind: 'unread', fault: 'SOURCE_UNAVAILABLE' });
    expect(asked).toEqual([]);
  });

  test('whose token is refused is UNKNOWN, even where the refusal carries a pass', async () => {
    const { url } = await department((ids, response) =>
      json(response, { data: { _entities: ids.map((id) => ({ id, verdict })) } }, 401),
    );
    expect(await readOne(url)).toMatchObject({ outcome: 'UNKNOWN', reasons: [{ code: 'SOURCE_ERROR' }] });
  });

  test('gives outcome, version and reasons with the unit of the profile', async () => {
    const { url } = await department(passes);
    expect(await readOne(url)).toMatchObject({
      outcome: 'PASSED',
      version: '1.1',
      reasons: [],
      contact: { code: 'library', phones: [{ display: '0516-83592058' }] },
    });
  });

  const entity =
    (value: unknown): Handle =>
    (_, response) =>
      void json(response, { data: { _entities: [value] } });
  test.each<[string, Handle, string, boolean]>([
    [
      'HTML',
      (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
      'BAD_RESPONSE',
      false,
    ],
    [
      'JSON that is none',
      (_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":'),
      'BAD_RESPONSE',
      false,
    ],
    ['another student', entity({ id: 'S2', verdict }), 'BAD_RESPONSE', false],
    [
      'an outcome outside the enum',
      entity({ id: 'S1', verdict: { ...verdict, outcome: 'PASS' } }),
      'BAD_RESPONSE',
      false,
    ],
    ['no version', entity({ id: 'S1', verdict: { ...verdict, version: undefined } }), 'BAD_RESPONSE', false],
    [
      'a version that is a hash',
      entity({ id: 'S1', verdict: { ...verdict, version: 'abc' } }),
      'BAD_RESPONSE',
      false,
    ],
    ['null', entity(null), 'BAD_RESPONSE', false],
    ['a null verdict', entity({ id: 'S1', verdict: null }), 'BAD_RESPONSE', false],
    [
      'too many entities',
      (_, response) => void json(response, { data: { _entities: [{ id: 'S1', verdict }, null] } }),
      'BAD_RESPONSE',
      false,
    ],
    ['50 MB', (_, response) => void json(response, { data: 'x'.repeat(50_000_000) }), 'BAD_RESPONSE', false],
    [
      'an error',
      (_, response) => void json(response, { data: { _entities: [null] }, errors: [{ message: 'x' }] }),
      'SOURCE_ERROR',
      true,
    ],
    [
      'status 500',
      (_, response) => void json(response, { errors: [{ message: 'x' }] }, 500),
      'SOURCE_ERROR',
      true,
    ],
    ['status 503', (_, response) => void json(response, {}, 503), 'SOURCE_UNAVAILABLE', true],
    ['a cut connection', (_, response) => void response.destroy(), 'SOURCE_UNAVAILABLE', true],
    ['silence', () => {}, 'SOURCE_TIMEOUT', true],
    [
      'half an answer, then silence',
      (_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{"da'),
      'SOURCE_TIMEOUT',
      true,
    ],
  ])('of a department that gives %s is UNKNOWN', async (_, handle, code, transient) => {
    const { url } = await department(handle);
    const began = performance.now();
    const reading = await readOne(url);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(reading).toMatchObject({ outcome: 'UNKNOWN', version: null, reasons: [{ code }] });
    expect(reading && isTransient(reading)).toBe(transient);
  });

  test.each([
    ['nobody listens at', 'http://127.0.0.1:1/graphql'],
    ['nobody configured', undefined],
  ])('of an address that %s is UNKNOWN, too', async (_, url) => {
    expect(await readOne(url)).toMatchObject({
      outcome: 'UNKNOWN',
      reasons: [{ code: 'SOURCE_UNAVAILABLE' }],
    });
  });

  test('of the registry tells who is not there from what could not be read', async () => {
    const absent = await department(entity(null));
    expect(await readsFrom(absent.url).roster('S1')).toEqual({ kind: 'not-on-roster' });
    const faulty = await department(
      (_, response) => void json(response, { data: { _entities: [null] }, errors: [{ message: 'x' }] }),
    );
    expect(await readsFrom(faulty.url).roster('S1')).toEqual({ kind: 'unread', fault: 'SOURCE_ERROR' });
    const other = await department(entity({ id: 'S1', classYear: 2020 }));
    expect(await readsFrom(other.url).roster('S1')).toEqual({ kind: 'unread', fault: 'BAD_RESPONSE' });
  });
});

describe('reads of several students', () => {
  const students = Array.from({ length: 60 }, (_, index) => `S${index}`);

  test('that ask together share a request, each with their own answer', async () => {
    const { url, asked } = await department((ids, response) => {
      const entities = ids.map((id, index) => ({ id, verdict: { ...verdict, version: `1.${index}` } }));
      json(response, { data: { _entities: entities } });
    });
    const reads = readsFrom(url);
    const readings = await Promise.all(students.map((id) => reads.verdicts(id, ['library'])));
    expect(asked.map(({ ids }) => ids)).toEqual([students]);
    expect(readings.map(([one]) => one?.version)).toEqual(students.map((_, index) => `1.${index}`));
  });

  test('never join a request that has started: it may know less than the caller does', async () => {
    const waiting: (() => void)[] = [];
    const { url, asked } = await department((ids, response) => waiting.push(() => passes(ids, response)));
    const reads = readsFrom(url);
    const first = reads.verdicts('S1', ['library']);
    await expect.poll(() => asked.length).toBe(1);
    const second = reads.verdicts('S1', ['library']);
    await expect.poll(() => asked.length).toBe(2);
    for (const answer of waiting) answer();
    await Promise.all([first, second]);
    expect(asked.map(({ ids }) => ids)).toEqual([['S1'], ['S1']]);
  });

  test('keep to the requests a second that a department stands', async () => {
    const { url, asked } = await department(passes);
    const reads = readsFrom(url, 20);
    const began = performance.now();
    // Twelve callers, each of whom reads again as soon as it has an answer.
    await Promise.all(
      students.slice(0, 12).map(async (id) => {
        for (let round = 0; round < 12; round++) {
          const [reading] = await reads.verdicts(id, ['library']);
          expect(reading?.outcome).toBe('PASSED');
        }
      }),
    );
    expect(performance.now() - began).toBeGreaterThan(400);
    for (const { at } of asked) {
      expect(asked.filter((other) => other.at >= at && other.at < at + 1_000).length).toBeLessThanOrEqual(21);
    }
  });
});

describe('the breaker', () => {
  const failed: EntitiesAnswer = { kind: 'failed', fault: 'SOURCE_ERROR' };
  const answered: EntitiesAnswer = { kind: 'answered', entities: [null], faulty: false };
  function arrange() {
    const state = { now: 0, answer: failed as EntitiesAnswer, asked: 0 };
    const source: EntitySource = {
      ask: async () => {
        state.asked++;
        return state.answer;
      },
      close: async () => {},
    };
    const breaker = withBreaker(source, () => state.now);
    const ask = async (times: number) => {
      let last: EntitiesAnswer = answered;
      for (let time = 0; time < times; time++) last = await breaker.ask(['S1']);
      return last;
    };
    return { state, ask };
  }
  const atOnce = { kind: 'failed', fault: 'SOURCE_UNAVAILABLE' };

  test('opens after half of ten failed, and then nobody is asked for 5 s', async () => {
    const { state, ask } = arrange();
    expect(await ask(10)).toEqual(failed);
    state.now = 4_999;
    expect(await ask(5)).toEqual(atOnce);
    expect(state.asked).toBe(10);
  });

  test('lets one through afterwards, which decides', async () => {
    const { state, ask } = arrange();
    await ask(10);
    state.now = 5_000;
    expect(await ask(1)).toEqual(failed);
    expect(await ask(1)).toEqual(atOnce);
    state.now = 10_000;
    state.answer = answered;
    expect(await ask(3)).toEqual(answered);
    expect(state.asked).toBe(14);
  });

  test('stays closed below ten requests, below one half, and for failures long ago', async () => {
    const { state, ask } = arrange();
    await ask(9);
    state.now = 10_000;
    state.answer = answered;
    await ask(20);
    state.answer = failed;
    expect(await ask(19)).toEqual(failed);
    expect(await ask(1)).toEqual(failed);
    expect(await ask(1)).toEqual(atOnce);
  });
});
