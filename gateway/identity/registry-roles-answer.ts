import DataLoader from 'dataloader';
import { Agent } from 'undici';
import { z } from 'zod';
import { exchange } from '../upstream/exchange.ts';
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
  /** @param sub a subject by `isSubject` */
  readonly ask: (sub: string) => Promise<RegistryAnswer | null>;
  readonly close: () => Promise<void>;
}

const CONNECTIONS = 16;
/** In one question; the registry's bound is the same. */
const MOST_PEOPLE = 25;
const MAX_BYTES = 256 * 1024;
const answer = z.object({
  people: z.array(
    z.object({ sub: z.string(), roles: z.array(z.string().max(64)).max(64), student: z.boolean() }),
  ),
});

/**
 * Asks by HTTP of its own: nothing in between could remember an answer. Those who come in one turn of the event loop are asked
 * about together; a question begins when it is called for or later, never before.
 */
export function createAskRegistry({ url, token, deadlineMs }: RegistryQuestion): AskRegistry {
  const agent = new Agent({
    connections: CONNECTIONS,
    pipelining: 1,
    connect: { timeout: deadlineMs },
    maxResponseSize: MAX_BYTES,
  });
  const read = async (subs: readonly string[]): Promise<ReadonlyMap<string, RegistryAnswer>> => {
    const address = url();
    if (address === null) return new Map();
    const { origin, pathname } = new URL(address);
    const answered = await exchange(agent, {
      origin,
      path: `${pathname}?${subs.map((sub) => `sub=${encodeURIComponent(sub)}`).join('&')}`,
      headers: { authorization: `Bearer ${await token()}`, accept: 'application/json' },
      body: null,
      limitMs: deadlineMs,
      signal: null,
    });
    if (answered.kind !== 'exchanged' || answered.status !== 200) return new Map();
    const { people } = answer.parse(JSON.parse(answered.text));
    // A role that this gateway does not know gives nothing here.
    const known = (roles: readonly string[]) =>
      roles.map(parseRole).filter((role) => role !== null && role !== 'student');
    return new Map(people.map(({ sub, roles, student }) => [sub, { granted: known(roles), student }]));
  };
  const loader = new DataLoader<string, RegistryAnswer | null>(
    async (subs) => {
      const answers = await read(subs).catch(() => new Map<string, RegistryAnswer>());
      return subs.map((sub) => answers.get(sub) ?? null);
    },
    { cache: false, maxBatchSize: MOST_PEOPLE, batchScheduleFn: (send) => void setImmediate(send) },
  );
  return { ask: (sub) => loader.load(sub), close: () => agent.destroy() };
}
