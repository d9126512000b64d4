import type { Monotonic } from '../submission/deadline.ts';
import type { EntitySource } from './department-http.ts';

const WINDOW_MS = 10_000;
const OPEN_MS = 5_000;
const LEAST = 10;
const SHARE = 0.5;

/**
 * A source that is left alone while it fails: after half of at least 10 requests in 10 s failed, every request of the
 * next 5 s fails at once; then one is let through, and decides.
 */
export function withBreaker(source: EntitySource, elapsed: Monotonic): EntitySource {
  let recent: { readonly at: number; readonly failed: boolean }[] = [];
  let openUntil: number | null = null;
  let probing = false;
  const record = (failed: boolean) => {
    const now = elapsed();
    recent = [...recent.filter(({ at }) => at > now - WINDOW_MS), { at: now, failed }];
    const failures = recent.filter((one) => one.failed).length;
    if (recent.length < LEAST || failures < recent.length * SHARE) return;
    openUntil = now + OPEN_MS;
    recent = [];
  };
  const probe = async (ids: readonly string[]) => {
    probing = true;
    const answer = await source.ask(ids);
    probing = false;
    openUntil = answer.kind === 'failed' ? elapsed() + OPEN_MS : null;
    return answer;
  };
  return {
    ask: async (ids) => {
      if (openUntil !== null) {
        const mayProbe = elapsed() >= openUntil && !probing;
        return mayProbe ? probe(ids) : { kind: 'failed', fault: 'SOURCE_UNAVAILABLE' };
      }
      const answer = await source.ask(ids);
      record(answer.kind === 'failed');
      return answer;
    },
    close: source.close,
  };
}
