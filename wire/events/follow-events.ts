import { Agent, request } from 'undici';
import { type FollowedEvent, type FollowOptions, handle, parseEvent } from './follow.ts';
import { keepTrying, type RetryTimes } from './keep-trying.ts';
import { pause } from './pause.ts';
import { createSseParser, type SseEvent } from './sse-parser.ts';

/** How one subgraph's `GET /events` is followed. */
export interface FollowEventsOptions extends FollowOptions {
  /** e.g. http://127.0.0.1:4102/events */
  readonly url: string;
  /** A service token for the subgraph; asked for at each connection. */
  readonly token: () => Promise<string>;
  /** The subgraph has no events (404): it is asked again every `absentMs`. */
  readonly onAbsent?: () => void;
  readonly times?: Partial<FollowTimes>;
}

/** Milliseconds. */
export interface FollowTimes extends RetryTimes {
  /** A stream without a byte for so long is broken; the server's heartbeat comes every 15 s. */
  readonly silentMs: number;
  readonly absentMs: number;
  readonly connectMs: number;
}

const TIMES: FollowTimes = {
  firstMs: 100,
  longestMs: 5_000,
  silentMs: 40_000,
  absentMs: 60_000,
  connectMs: 2_000,
};

const BATCH = 500;

/**
 * Follows the events of a subgraph by HTTP until the signal aborts; never rejects.
 *
 * A connection that breaks, in whatever way, is made again after a jittered pause and goes on after the last event that
 * was handled. Reading waits for the handler, so a slow one is never buffered for.
 */
export async function followEvents(options: FollowEventsOptions): Promise<void> {
  const { signal, onAbsent, onFollowing, onInterrupted = () => {} } = options;
  const times = { ...TIMES, ...options.times };
  const agent = new Agent({
    connect: { timeout: times.connectMs },
    headersTimeout: times.silentMs,
    bodyTimeout: times.silentMs,
  });
  let after = options.after;
  const attempt = async (onWorking: () => void) => {
    const body = await connect(options, agent, after);
    if (body === null) {
      onAbsent?.();
      onWorking();
      return pause(times.absentMs, signal);
    }
    onFollowing?.();
    const parse = createSseParser();
    for await (const text of body.setEncoding('utf8') as AsyncIterable<string>) {
      for (const batch of batchesOf(parse(text))) after = await handleBatch(batch, after, options);
      onWorking();
    }
    throw new Error('The event stream ended.');
  };
  await keepTrying(attempt, times, onInterrupted, signal);
  await agent.destroy();
}

/** The stream after a position; null where the subgraph has no events. */
async function connect({ url, token, signal }: FollowEventsOptions, agent: Agent, after: string | null) {
  const authorization = `Bearer ${await token()}`;
  const address = new URL(url);
  if (after !== null) address.searchParams.set('after', after);
  const { statusCode, body } = await request(address, {
    dispatcher: agent,
    headers: { authorization, accept: 'text/event-stream' },
    signal,
  });
  if (statusCode === 200) return body;
  await body.dump();
  if (statusCode === 404) return null;
  throw new Error(`The events are refused with status ${statusCode}.`);
}

/** Events between two words of the source (`reset`, `cursor`), at most so many. */
type Batch =
  | { readonly kind: 'reset' | 'cursor'; readonly cursor: string }
  | { readonly kind: 'events'; readonly events: FollowedEvent[] };

function batchesOf(received: readonly SseEvent[]): Batch[] {
  const batches: Batch[] = [];
  for (const { type, id, data } of received) {
    if (type === 'reset' || type === 'cursor') {
      batches.push({ kind: type, cursor: id });
      continue;
    }
    const event = parseEvent(data);
    // What is no event of ours can be no reason to stop before it for ever.
    if (event === null) continue;
    const last = batches.at(-1);
    if (last?.kind === 'events' && last.events.length < BATCH) last.events.push(event);
    else batches.push({ kind: 'events', events: [event] });
  }
  return batches;
}

/** Hands a batch over, and gives the position after it. */
async function handleBatch(
  batch: Batch,
  before: string | null,
  options: FollowEventsOptions,
): Promise<string | null> {
  if (batch.kind === 'events') {
    await handle(batch.events, options);
    return batch.events.at(-1)?.cursor ?? before;
  }
  if (batch.kind === 'reset') await options.onReset();
  else options.onPosition?.(batch.cursor);
  return batch.cursor;
}
