import { Agent, request } from 'undici';
import type { ToldEntry } from './told-entry.ts';

/** Where entries are told, and as whom. */
export interface AuditAddress {
  /** e.g. http://127.0.0.1:4106/audit; null: nowhere at this time. */
  readonly url: () => string | null;
  /** A service token for the clearance subgraph. */
  readonly token: () => Promise<string>;
}

/** `refused`: these entries will never be taken. `failed`: nobody knows whether they are stored; telling them again is safe. */
export type Told = 'stored' | 'refused' | 'failed';

/** Tells entries to the clearance subgraph. */
export interface AuditClient {
  /** 1 to 500 entries, within so many milliseconds; all are stored or none. Never rejects. */
  readonly tell: (entries: readonly ToldEntry[], deadlineMs: number) => Promise<Told>;
  readonly close: () => Promise<void>;
}

const CONNECTIONS = 32;
const MAX_BYTES = 16 * 1024;
const REFUSED: ReadonlySet<number> = new Set([400, 413]);

/** Tells over kept connections. One that breaks, as an idle one may at any moment, is no reason to fail: it is told once more. */
export function createAuditClient({ url, token }: AuditAddress): AuditClient {
  const agent = new Agent({
    connections: CONNECTIONS,
    pipelining: 1,
    connect: { timeout: 500 },
    maxResponseSize: MAX_BYTES,
  });
  const post = async (text: string, signal: AbortSignal): Promise<Told> => {
    const address = url();
    if (address === null) return 'failed';
    const { statusCode, body } = await request(address, {
      dispatcher: agent,
      method: 'POST',
      headers: { authorization: `Bearer ${await token()}`, 'content-type': 'application/json' },
      body: text,
      signal,
    });
    await body.dump();
    if (statusCode === 200) return 'stored';
    return REFUSED.has(statusCode) ? 'refused' : 'failed';
  };
  return {
    tell: async (entries, deadlineMs) => {
      const signal = AbortSignal.timeout(deadlineMs);
      // The same text twice: the ids in it make that each entry is stored once.
      const text = JSON.stringify({ entries });
      const failed = () => 'failed' as const;
      return post(text, signal).catch(() => (signal.aborted ? failed() : post(text, signal).catch(failed)));
    },
    close: () => agent.destroy(),
  };
}
