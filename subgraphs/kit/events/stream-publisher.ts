import { BEGINNING, type Cursor, formatCursor, parseCursor } from '../../../wire/events/cursor.ts';
import type { StreamCommands } from '../../../wire/redis/stream-commands.ts';
import type { OutboxEvent } from './outbox-event.ts';

/** The Redis stream of one subgraph's events; each entry's id is the event's cursor, its field `event` the event in JSON. */
export interface StreamPublisher {
  /** The newest position in the stream; the beginning where it is empty or absent. */
  readonly newest: () => Promise<Cursor>;
  /**
   * Adds those of the events that are newer than the stream. `behind`: the stream does not reach to `expected` any more
   * (flushed, or a replica that lacks the end took over), and nothing was added.
   */
  readonly append: (expected: Cursor, events: readonly OutboxEvent[]) => Promise<'appended' | 'behind'>;
  /** Deletes the stream, if it still ends where it was seen to. */
  readonly removeAt: (newest: Cursor) => Promise<void>;
}

/** Name of the stream of a subgraph's events. */
export function streamKey(source: string): string {
  return `events:${source}`;
}

const KEPT_ENTRIES = 100_000;
const COMMAND_MS = 5_000;

const FUNCTIONS = `
  local function parts(id) local a, b = string.match(id, '^(%d+)%-(%d+)$') return tonumber(a), tonumber(b) end
  local function isAfter(id, other)
    local a, b = parts(id)
    local c, d = parts(other)
    return a > c or (a == c and b > d)
  end
  local newest = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
  newest = newest[1] and newest[1][1] or '0-0'`;

// One script, so that a batch is added whole: an entry that failed alone would be missing for ever once the next is in.
// Redis itself refuses an id that is not greater than the newest, so several relays may run it at once.
const APPEND = `${FUNCTIONS}
  if isAfter(ARGV[1], newest) then return 'behind' end
  for i = 3, #ARGV, 2 do
    if isAfter(ARGV[i], newest) then
      redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], ARGV[i], 'event', ARGV[i + 1])
    end
  end
  return 'appended'`;

const REMOVE = `${FUNCTIONS}
  if newest == ARGV[1] then redis.call('DEL', KEYS[1]) end
  return 'OK'`;

/** Publishes to `events:<source>`; a Redis that does not answer within 5 s has failed. */
export function createStreamPublisher(commands: StreamCommands, source: string): StreamPublisher {
  const key = streamKey(source);
  return {
    newest: async () => parseCursor(await inTime(commands.newestId(key))) ?? BEGINNING,
    append: async (expected, events) => {
      const entries = events.flatMap((event) => [event.cursor, JSON.stringify(event)]);
      const args = [formatCursor(expected), String(KEPT_ENTRIES), ...entries];
      return (await inTime(commands.run(APPEND, key, args))) === 'behind' ? 'behind' : 'appended';
    },
    removeAt: async (newest) => {
      await inTime(commands.run(REMOVE, key, [formatCursor(newest)]));
    },
  };
}

async function inTime<Value>(answer: Promise<Value>): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('Redis did not answer in time')), COMMAND_MS);
  return Promise.race([answer, promise]).finally(() => clearTimeout(timer));
}
