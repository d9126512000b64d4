/** What the limiter needs of a client of the `redis` package, which is connected by somebody else. */
export interface RatesRedis {
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

/** How a Redis is asked that may be away. */
export interface RatesRedisParts {
  readonly redis: RatesRedis;
  /** A monotonic clock, milliseconds. */
  readonly elapsed: () => number;
  /** How long an answer is waited for, milliseconds. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 50;
/** After a question without an answer nobody else is made to wait for so long, milliseconds. */
const LEFT_ALONE_MS = 1_000;

/** The same Redis, which rejects after 50 ms without an answer, and for a second after that at once. */
export function patientRedis({ redis, elapsed, patienceMs = PATIENCE_MS }: RatesRedisParts): RatesRedis {
  let leftAloneUntil = Number.NEGATIVE_INFINITY;
  return {
    eval: async (script, options) => {
      if (elapsed() < leftAloneUntil) throw new Error('Redis did not answer a moment ago.');
      const { promise: late, reject } = Promise.withResolvers<never>();
      const timer = setTimeout(() => reject(new Error('Redis does not answer.')), patienceMs);
      const answer = redis.eval(script, options);
      try {
        return await Promise.race([answer, late]);
      } catch (error) {
        // Nobody waits for what comes too late.
        answer.catch(() => {});
        leftAloneUntil = elapsed() + LEFT_ALONE_MS;
        throw error;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
