import { Agent, request } from 'undici';
import { z } from 'zod';
import { parseRole, type Role } from './roles.ts';

/** How the registry is asked. */
export interface RegistryQuestion {
  /** e.g. http://127.0.0.1:4101/roles; null: nowhere at this time. */
  readonly url: () => string | null;
  /** A service token for the registry. */
  readonly token: () => Promise<string>;
  /** Milliseconds, from asking to the last byte. */
  readonly deadlineMs: number;
}

/** What the registry says of a person at one moment. */
export interface RegistryAnswer {
  /** What somebody gave them. */
  readonly granted: readonly Role[];
  readonly student: boolean;
}

/** Asks the registry about people; null: it gave no usable answer. Never rejects. */
export interface AskRegistry {
  readonly ask: (sub: string) => Promise<RegistryAnswer | null>;
  readonly close: () => Promise<void>;
}

const MAX_BYTES = 16 * 1024;
const CONNECTIONS = 16;
const answer = z.object({ roles: z.array(z.string().max(64)).max(64), student: z.boolean() });

/** Asks by HTTP of its own: nothing in between could remember an answer. */
export function createAskRegistry({ url, token, deadlineMs }: RegistryQuestion): AskRegistry {
  const agent = new Agent({
    connections: CONNECTIONS,
    pipelining: 1,
    connect: { timeout: deadlineMs },
    maxResponseSize: MAX_BYTES,
  });
  const ask = async (sub: string): Promise<RegistryAnswer | null> => {
    const signal = AbortSignal.timeout(deadlineMs);
    const address = url();
    if (address === null) return null;
    const { statusCode, body } = await request(`${address}?sub=${encodeURIComponent(sub)}`, {
      dispatcher: agent,
      headers: { authorization: `Bearer ${await token()}`, accept: 'application/json' },
      signal,
    });
    if (statusCode !== 200) {
      await body.dump();
      return null;
    }
    const { roles, student } = answer.parse(await body.json());
    // A role that this gateway does not know gives nothing here.
    const granted = roles.map(parseRole).filter((role) => role !== null && role !== 'student');
    return { granted, student };
  };
  return { ask: (sub) => ask(sub).catch(() => null), close: () => agent.destroy() };
}
