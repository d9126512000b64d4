import type { FastifyInstance, FastifyReply } from 'fastify';
import { BEGINNING, type Cursor, formatCursor, parseCursor } from '../../../wire/events/cursor.ts';
import { fault } from '../graph/graph-errors.ts';
import type { ReadService } from '../identity/service-verifier.ts';
import type { EventFeed, FeedPart } from './event-feed.ts';
import { createSseWriter, type SseWriter, type StreamTimes, sseEvent } from './sse-writer.ts';

/** Whether events can be had: `opening` until the database is migrated, `none` where the subgraph tells of nothing. */
export type EventsState = EventFeed | 'opening' | 'none';

/** What the route needs. */
export interface EventsRouteOptions {
  readonly readService: ReadService;
  readonly state: () => EventsState;
  readonly times: StreamTimes;
}

/**
 * Serves `GET /events?after=CURSOR` as server-sent events: `id` the cursor, `event` the type, `data` the event in JSON.
 *
 * `Last-Event-ID` wins over `after`, as a reader that reconnects repeats its address. Without either the stream begins
 * now, with an `event: cursor` whose id is the present position. A position that is not known here begins an
 * `event: reset`, and all that is kept follows. 401 without a service token, 400 for what is no cursor, 404 where there
 * is no outbox, 503 before the database is open. Closing the server ends the streams.
 */
export function addEventsRoute(
  app: FastifyInstance,
  { readService, state, times }: EventsRouteOptions,
): void {
  const closing = new AbortController();
  app.addHook('preClose', async () => closing.abort());
  app.get('/events', async (request, reply) => {
    await readService(request.headers.authorization);
    const feed = state();
    if (feed === 'none') return refuse(reply, 404, 'NOT_FOUND');
    if (feed === 'opening') return refuse(reply.header('retry-after', 1), 503, 'INTERNAL_SERVER_ERROR');
    const { after: asked } = request.query as { after?: unknown };
    const text = request.headers['last-event-id'] || asked;
    const after = text === undefined ? null : parseCursor(text);
    if (text !== undefined && after === null) throw fault('BAD_USER_INPUT');
    const from = after ?? (await feed.newest());
    reply.hijack();
    const writer = createSseWriter(reply.raw, times, closing.signal);
    if (after === null) await writer.write(positionEvent('cursor', from));
    await stream(feed, from, writer);
    return reply;
  });
}

async function stream(feed: EventFeed, from: Cursor, writer: SseWriter): Promise<void> {
  // The next batch is read only when this one has left: a slow reader is never buffered.
  for await (const part of feed.follow(from, writer.over)) await writer.write(textOf(part));
  writer.end();
}

function textOf(part: FeedPart): string {
  if (part.kind === 'reset') return positionEvent('reset', BEGINNING);
  return part.events.map((event) => sseEvent(event.type, event.cursor, event)).join('');
}

function positionEvent(type: 'cursor' | 'reset', at: Cursor): string {
  const cursor = formatCursor(at);
  return sseEvent(type, cursor, { cursor });
}

function refuse(reply: FastifyReply, status: number, code: 'NOT_FOUND' | 'INTERNAL_SERVER_ERROR') {
  return reply.code(status).send({ errors: [fault(code).toJSON()] });
}
