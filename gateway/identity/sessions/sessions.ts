import { randomBytes } from 'node:crypto';
import { fastifyCookie, Signer } from '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import type { CacheSecret } from '../../upstream/cache/cache-secret.ts';
import type { RecordRead, SessionLives, SessionRecords } from './session-records.ts';

/** Who a request's session says is asking; nobody (any more); or nobody could be asked. */
export type SessionRead =
  | {
      readonly kind: 'person';
      readonly sub: string;
      /** As chosen; null: none was. */
      readonly role: string | null;
      /** Epoch milliseconds of the absolute end. */
      readonly endsAt: number;
      /** What the tokens of forms are made from; null: a session of an earlier release. */
      readonly formSecret: string | null;
    }
  | { readonly kind: 'none' }
  | { readonly kind: 'unavailable' };

/** The browser's cookie. */
export interface SessionCookie {
  readonly name: string;
  readonly secure: boolean;
}

/** What sessions are made of. */
export interface SessionParts {
  readonly records: SessionRecords;
  readonly lives: SessionLives;
  /** Names records, so that whoever reads the store learns no id. */
  readonly secret: CacheSecret;
  /** What cookies are signed with, so that made-up ids never reach the store. */
  readonly signingSecret: string;
  /** Whether browsers reach the gateway by https. */
  readonly secure: boolean;
  readonly now: () => Date;
}

/** The sessions of browsers. */
export interface Sessions {
  readonly cookie: SessionCookie;
  readonly signer: Signer;
  readonly records: SessionRecords;
  /** A new 256-bit id, base64url. */
  readonly newId: () => string;
  /** The name under which the session of an id is kept. */
  readonly nameOf: (id: string) => string;
  /** A session by its id, unless its absolute life is over. */
  readonly load: (id: string, use: 'active' | 'passive') => Promise<RecordRead>;
  /** Whether a request carries a session's cookie, whatever it is worth. */
  readonly isCarriedBy: (request: FastifyRequest) => boolean;
  /** Who asks. @param use `active` begins the idle time anew; `passive` only looks */
  readonly read: (request: FastifyRequest, use: 'active' | 'passive') => Promise<SessionRead>;
  readonly close: () => void;
}

const ID_BYTES = 32;

/** Reads sessions where they are kept; who begins and ends them are the routes of login and logout. */
export function createSessions(parts: SessionParts): Sessions {
  const { records, lives, secret, secure, now } = parts;
  // With this prefix a browser takes the cookie from this host by https only, never from a sibling or by http.
  const cookie = { name: secure ? '__Host-session' : 'session', secure };
  const signer = new Signer(parts.signingSecret, 'sha256');
  const nameOf = (id: string) => secret.nameOf(`session ${id}`);

  async function load(id: string, use: 'active' | 'passive'): Promise<RecordRead> {
    const read = await records.read(nameOf(id), use);
    if (read.kind !== 'found') return read;
    const { startedAt, person } = read.record;
    const life = person === undefined ? lives.loginMs : lives.absoluteMs;
    if (startedAt + life > now().getTime()) return read;
    await records.end(nameOf(id));
    return { kind: 'none' };
  }

  return {
    cookie,
    signer,
    records,
    newId: () => randomBytes(ID_BYTES).toString('base64url'),
    nameOf,
    load,
    isCarriedBy: (request) => cookieOf(request, cookie.name) !== undefined,
    async read(request, use) {
      const signed = cookieOf(request, cookie.name);
      const { valid, value } = signer.unsign(signed ?? '');
      if (!valid || value === null) return { kind: 'none' };
      const read = await load(value, use);
      if (read.kind !== 'found') return read;
      const { person, role = null, startedAt, csrf = null } = read.record;
      if (person === undefined) return { kind: 'none' };
      const endsAt = startedAt + lives.absoluteMs;
      return { kind: 'person', sub: person.sub, role, endsAt, formSecret: csrf };
    },
    close: () => records.close(),
  };
}

function cookieOf({ headers: { cookie } }: FastifyRequest, name: string): string | undefined {
  return cookie === undefined ? undefined : fastifyCookie.parse(cookie)[name];
}
