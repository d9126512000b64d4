import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRegistry } from '../../subgraphs/registry/registry.ts';
import { createSseParser, type SseEvent } from '../../wire/events/sse-parser.ts';
import { databaseKinds } from '../kit/databases.ts';
import { type EventSource, serveEventSource } from './event-source.ts';
import { students, tell } from './outbox.ts';

/** A stream as it arrives; `text` holds comments too. */
async function openStream(source: EventSource, query = '', headers: Record<string, string> = {}) {
  const response = await fetch(source.url + query, {
    headers: { authorization: `Bearer ${await source.token()}`, ...headers },
  });
  const events: SseEvent[] = [];
  const heard = { text: '', ended: false };
  const parse = createSseParser();
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  void (async () => {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      heard.text += part.value;
      events.push(...parse(part.value));
    }
    heard.ended = true;
  })().catch(() => {});
  const until = (count: number) => expect.poll(() => events.length).toBe(count);
  return { response, events, heard, until, close: () => reader?.cancel() };
}

const ids = (events: readonly SseEvent[]) => events.map(({ data }) => JSON.parse(data).studentId);

describe.each(databaseKinds)('GET /events on $kind', ({ open }) => {
  let source: EventSource;
  beforeAll(async () => {
    source = await serveEventSource({ open, times: { heartbeatMs: 100 } });
  });
  afterAll(() => source.end());

  test('begins now, says where that is, and tells of each change as it happens', async () => {
    await tell(source.db, ['BEFORE']);
    const stream = await openStream(source);
    expect(stream.response.headers.get('content-type')).toContain('text/event-stream');
    await stream.until(1);
    expect(stream.events[0]).toMatchObject({ type: 'cursor', id: expect.stringMatching(/^\d+-\d+$/) });
    await tell(source.db, ['S1', 'S2']);
    await stream.until(3);
    const [, first] = stream.events;
    expect(first?.type).toBe('verdict-changed');
    expect(JSON.parse(first?.data ?? '')).toMatchObject({
      cursor: first?.id,
      source: 'library',
      studentId: 'S1',
    });
    await stream.close();
  });

  test('goes on after a cursor, given by the address or, stronger, by Last-Event-ID', async () => {
    const before = await source.position();
    await tell(source.db, students(4));
    const all = await openStream(source, `?after=${before}`);
    await all.until(4);
    const [, second, third] = all.events;
    const one = await openStream(source, `?after=${second?.id}`);
    await one.until(2);
    expect(ids(one.events)).toEqual(['S3', 'S4']);
    const other = await openStream(source, `?after=${second?.id}`, { 'last-event-id': third?.id ?? '' });
    await other.until(1);
    expect(ids(other.events)).toEqual(['S4']);
    for (const { close } of [all, one, other]) await close();
  });

  test('from the position of a stream that heard nothing there is no gap', async () => {
    const first = await openStream(source);
    await first.until(1);
    await first.close();
    await tell(source.db, ['MEANWHILE']);
    const second = await openStream(source, `?after=${first.events[0]?.id}`);
    await second.until(1);
    expect(ids(second.events)).toEqual(['MEANWHILE']);
    await second.close();
  });

  test('a cursor of another database begins anew, and says so', async () => {
    await tell(source.db, ['S1', 'S2']);
    const stream = await openStream(source, '?after=99999999999-7');
    await expect.poll(() => stream.events.at(-1)?.id).toBe(await source.position());
    expect(stream.events[0]).toMatchObject({ type: 'reset', id: '0-0' });
    expect(stream.events.filter(({ type }) => type === 'reset')).toHaveLength(1);
    expect(ids(stream.events).slice(-2)).toEqual(['S1', 'S2']);
    await stream.close();
  });

  test('many followers at many positions get the same, in the same order', async () => {
    const before = await source.position();
    await tell(source.db, students(1_200, 'A'));
    const streams = await Promise.all(
      Array.from({ length: 6 }, () => openStream(source, `?after=${before}`)),
    );
    for (let from = 2; from <= 6; from++) await tell(source.db, students(300, 'A'), { from });
    for (const stream of streams) await stream.until(2_700);
    const [first] = streams;
    for (const { events } of streams)
      expect(events.map(({ id }) => id)).toEqual(first?.events.map(({ id }) => id));
    expect(new Set(first?.events.map(({ id }) => id)).size).toBe(2_700);
    for (const { close } of streams) await close();
  });

  test('sends comments while nothing happens', async () => {
    const stream = await openStream(source);
    await expect.poll(() => stream.heard.text.match(/^:$/gm)?.length ?? 0).toBeGreaterThan(2);
    expect(stream.events).toHaveLength(1);
    await stream.close();
  });
});

describe('GET /events', () => {
  let source: EventSource;
  beforeAll(async () => {
    source = await serveEventSource({ times: { stallMs: 300 } });
  });
  afterAll(() => source.end());

  test('is refused without a token, with a junk one, and with one for another subgraph', async () => {
    for (const headers of [{}, { authorization: 'Bearer x' }] as Record<string, string>[]) {
      const answer = await fetch(source.url, { headers });
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    }
  });

  test.each([
    'x',
    '1',
    '1-',
    '-1-2',
    '1-2-3',
    `${'9'.repeat(19)}-1`,
    "1-1'",
  ])('%j is no cursor: 400', async (after) => {
    const authorization = `Bearer ${await source.token()}`;
    const answer = await fetch(`${source.url}?after=${encodeURIComponent(after)}`, {
      headers: { authorization },
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  test('is not there at a subgraph that keeps no outbox', async () => {
    const registry = await serveEventSource({ create: createRegistry });
    const authorization = `Bearer ${await registry.token()}`;
    const answer = await fetch(registry.url, { headers: { authorization } });
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    await registry.end();
  });

  test('ends with the server, which waits for nobody who listens', async () => {
    const stream = await openStream(source);
    await stream.until(1);
    await source.stop();
    await expect.poll(() => stream.heard.ended).toBe(true);
    await source.start();
  });

  /** A reader that asks for everything and takes nothing; resolves, once it takes again, with how much there was. */
  async function connectLazily(to = source): Promise<() => Promise<number>> {
    const { hostname, port, pathname } = new URL(to.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    const closed = new Promise<number>((resolve) => {
      let bytes = 0;
      socket.on('data', (chunk) => {
        bytes += chunk.length;
      });
      socket.once('close', () => resolve(bytes));
    });
    socket.pause();
    const token = await to.token();
    socket.write(`GET ${pathname}?after=0-0 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`);
    return () => {
      socket.resume();
      return closed;
    };
  }

  test('drops a reader that takes nothing, without holding what it did not take', async () => {
    for (let from = 0; from < 60; from++) await tell(source.db, students(1_000), { from });
    const before = process.memoryUsage().rss;
    const takeAll = await connectLazily();
    // Longer than a reader may take nothing; what it cannot take fills the system's buffers, and no more is read.
    await wait(1_500);
    expect(process.memoryUsage().rss - before).toBeLessThan(60 * 1024 * 1024);
    // All of it would be some 14 MB.
    expect(await takeAll()).toBeLessThan(12_000_000);
  });

  test('closes in time though a reader takes nothing', async () => {
    const patient = await serveEventSource();
    for (let from = 0; from < 60; from++) await tell(patient.db, students(1_000), { from });
    const takeAll = await connectLazily(patient);
    const other = await openStream(patient, '?after=0-0');
    await expect.poll(() => other.events.length).toBeGreaterThan(1_000);
    const began = performance.now();
    await patient.stop();
    expect(performance.now() - began).toBeLessThan(5_000);
    await takeAll();
    await patient.end();
  });
});
