import type { CacheSecret } from '../../upstream/cache/cache-secret.ts';
import { parseRecord, type SessionRecord } from './session-record.ts';
import type { RecordRead, SessionLives, SessionRecords } from './session-records.ts';
import type { SessionRedisConnection } from './session-redis.ts';

const PREFIX = 'clearance:session';
/** A command that takes longer is taken for a Redis that is away: whoever asks waits for it at every request. */
const COMMAND_MS = 500;

/**
 * Sessions that several gateways share. Values are sealed for their place and names are digests, so whoever reads Redis
 * learns nobody's name and whoever writes there makes no session. The idle end is the key's own life.
 *
 * Keys: `clearance:session:<name>`; `clearance:session-of:<digest of sub>`, a set of names;
 * `clearance:session-ticket:<digest of ticket>`, a name. An index entry is written after its session and before the
 * browser is told the id, so a session that the index lacks is one that nobody can use.
 */
export function createRecordsInRedis(
  { redis, close }: SessionRedisConnection,
  secret: CacheSecret,
  lives: SessionLives,
): SessionRecords {
  const place = (name: string) => `${PREFIX}:${name}`;
  const ofSub = (sub: string) => `${PREFIX}-of:${secret.nameOf(`sub ${sub}`)}`;
  const ofTicket = (ticket: string) => `${PREFIX}-ticket:${secret.nameOf(`ticket ${ticket}`)}`;

  async function store(name: string, record: SessionRecord, condition?: 'XX'): Promise<void> {
    const life = record.person ? lives.idleMs : lives.loginMs;
    await redis.set(place(name), secret.seal(place(name), JSON.stringify(record)), {
      expiration: { type: 'PX', value: life },
      ...(condition && { condition }),
    });
  }

  return {
    read: (name, use) =>
      answer<RecordRead>(
        async () => {
          const idle = { type: 'PX', value: lives.idleMs } as const;
          const sealed = await (use === 'active' ? redis.getEx(place(name), idle) : redis.get(place(name)));
          const text = sealed === null ? null : secret.open(place(name), sealed);
          const record = text === null ? null : parseRecord(text);
          return record === null ? { kind: 'none' } : { kind: 'found', record };
        },
        { kind: 'unavailable' },
      ),
    create: (name, record) =>
      done(async () => {
        const { sub, ticket } = record.person ?? {};
        const expiration = { type: 'PX', value: lives.absoluteMs } as const;
        await store(name, record);
        if (sub !== undefined) {
          await redis.sAdd(ofSub(sub), name);
          await redis.pExpire(ofSub(sub), lives.absoluteMs);
        }
        if (ticket !== undefined) await redis.set(ofTicket(ticket), name, { expiration });
      }),
    replace: (name, record) => done(() => store(name, record, 'XX')),
    end: (name) => done(() => redis.del(place(name))),
    endAllOf: (sub) =>
      done(async () => {
        const names = await redis.sMembers(ofSub(sub));
        await Promise.all(names.map((name) => redis.del(place(name))));
        // Not the whole set: a login of this moment is in it already.
        if (names.length > 0) await redis.sRem(ofSub(sub), names);
      }),
    endTicket: (ticket) =>
      done(async () => {
        const name = await redis.get(ofTicket(ticket));
        if (name !== null) await redis.del(place(name));
        await redis.del(ofTicket(ticket));
      }),
    close,
  };
}

async function answer<T>(ask: () => Promise<T>, otherwise: T): Promise<T> {
  const { promise: late, resolve } = Promise.withResolvers<T>();
  const timer = setTimeout(resolve, COMMAND_MS, otherwise);
  try {
    return await Promise.race([ask(), late]);
  } catch {
    return otherwise;
  } finally {
    clearTimeout(timer);
  }
}

function done(change: () => Promise<unknown>): Promise<boolean> {
  return answer(async () => {
    await change();
    return true;
  }, false);
}
