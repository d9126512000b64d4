import type { RedisAddress } from '../redis/redis-address.ts';
import { createStreamCommands, type StreamCommands } from '../redis/stream-commands.ts';
import { type FollowOptions, handle, parseEvent } from './follow.ts';
import { keepTrying, type RetryTimes } from './keep-trying.ts';

/** How the stream of one subgraph's events in Redis is followed. */
export interface FollowStreamOptions extends FollowOptions {
  readonly redis: RedisAddress;
  /** Name of the subgraph; its stream is `events:<name>`. */
  readonly name: string;
  readonly times?: Partial<RetryTimes & { readonly blockMs: number }>;
}

const TIMES = { firstMs: 100, longestMs: 5_000, blockMs: 2_000 };
const BATCH = 500;
const BEGINNING = '0-0';

/**
 * Follows a stream of events in Redis, on a connection of its own, until the signal aborts; never rejects.
 *
 * A stream that does not hold the last position any more (flushed, deleted after a backup was restored, or the follower
 * is further behind than the stream is long) is a reset.
 */
export async function followStream(options: FollowStreamOptions): Promise<void> {
  const { redis, name, signal, onFollowing, onInterrupted = () => {} } = options;
  const times = { ...TIMES, ...options.times };
  const commands = createStreamCommands(redis);
  // Also ends a read that waits.
  signal.addEventListener('abort', commands.close, { once: true });
  if (signal.aborted) commands.close();
  await commands.connect();
  const key = `events:${name}`;
  let after = options.after;
  const attempt = async (onWorking: () => void) => {
    if (after === null) {
      after = (await commands.newestId(key)) ?? BEGINNING;
      options.onPosition?.(after);
    }
    onFollowing?.();
    while (!signal.aborted) {
      after = await readOn(commands, key, after, options, times.blockMs);
      onWorking();
    }
  };
  await keepTrying(attempt, times, onInterrupted, signal);
}

/** Handles what comes next, and gives the position after it. */
async function readOn(
  commands: StreamCommands,
  key: string,
  after: string,
  options: FollowStreamOptions,
  blockMs: number,
): Promise<string> {
  const entries = await commands.readAfter(key, after, { count: BATCH, blockMs });
  // Looked at after reading: what was read may come from a stream that is another than before.
  if (after !== BEGINNING && !(await commands.has(key, after))) {
    await options.onReset();
    return BEGINNING;
  }
  const events = entries.flatMap(({ fields }) => parseEvent(fields.event ?? '') ?? []);
  if (events.length > 0) await handle(events, options);
  return entries.at(-1)?.id ?? after;
}
