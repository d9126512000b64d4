import { randomBytes } from 'node:crypto';

/** Somebody who can log in at the test kit's CAS server. */
export interface CasPerson {
  readonly password: string;
  /** Released by `/p3/serviceValidate`, besides the protocol's own three. */
  readonly attributes?: Readonly<Record<string, readonly string[]>>;
}

/** A single sign-on session: what a ticket-granting ticket stands for. */
export interface Sso {
  readonly username: string;
  readonly warn: boolean;
  /** Every service a ticket was given for, with the ticket: who hears of the logout. */
  readonly visited: { readonly service: string; readonly ticket: string }[];
}

/** A service ticket that nobody has validated yet. */
interface Issued {
  readonly service: string;
  readonly username: string;
  readonly expires: number;
  /** `primary`: from the presentation of a password. */
  readonly from: 'primary' | 'sso';
  readonly sso: string;
}

/** What became of a validation (CAS Protocol 3.0, 2.5.3). */
export type Validated =
  | { readonly kind: 'success'; readonly username: string; readonly from: 'primary' | 'sso' }
  | { readonly kind: 'failure'; readonly code: string; readonly description: string };

/** The server's tickets (chapter 3): unguessable, of letters, digits and hyphens. */
export interface CasTickets {
  loginTicket(): string;
  /** Once each, whether or not the login succeeds (3.5.1). */
  takeLoginTicket(ticket: string): boolean;
  begin(username: string, warn: boolean): string;
  session(tgt: string | undefined): Sso | undefined;
  end(tgt: string | undefined): Sso | undefined;
  grant(tgt: string, service: string, from: Issued['from']): string;
  validate(ticket: string, service: string, renew: boolean): Validated;
}

/**
 * @param lifeMs of a service ticket; the protocol recommends at most five minutes, servers take seconds
 */
export function createCasTickets(now: () => Date, lifeMs: number): CasTickets {
  const loginTickets = new Set<string>();
  const sessions = new Map<string, Sso>();
  const issued = new Map<string, Issued>();
  let count = 0;
  const make = (prefix: string) => `${prefix}-${++count}-${randomBytes(24).toString('hex')}`;

  return {
    loginTicket() {
      const ticket = make('LT');
      loginTickets.add(ticket);
      return ticket;
    },
    takeLoginTicket: (ticket) => loginTickets.delete(ticket),
    begin(username, warn) {
      const tgt = make('TGT');
      sessions.set(tgt, { username, warn, visited: [] });
      return tgt;
    },
    session: (tgt) => (tgt === undefined ? undefined : sessions.get(tgt)),
    end(tgt) {
      const session = tgt === undefined ? undefined : sessions.get(tgt);
      if (tgt !== undefined) sessions.delete(tgt);
      return session;
    },
    grant(tgt, service, from) {
      const session = sessions.get(tgt);
      if (session === undefined) throw new Error('There is no such single sign-on session.');
      const ticket = make('ST');
      session.visited.push({ service, ticket });
      const { username } = session;
      issued.set(ticket, { service, username, from, sso: tgt, expires: now().getTime() + lifeMs });
      return ticket;
    },
    validate(ticket, service, renew) {
      const failure = (code: string, why: string): Validated => ({
        kind: 'failure',
        code,
        description: `Ticket ${ticket} ${why}`,
      });
      if (!ticket.startsWith('ST-')) return failure('INVALID_TICKET_SPEC', 'is no service ticket');
      const found = issued.get(ticket);
      // Valid for one attempt, whether or not it succeeds (3.1.1).
      issued.delete(ticket);
      if (found === undefined) return failure('INVALID_TICKET', 'not recognized');
      if (now().getTime() >= found.expires) return failure('INVALID_TICKET', 'has expired');
      if (!sessions.has(found.sso)) return failure('INVALID_TICKET', 'is of a session that has ended');
      if (found.service !== service) return failure('INVALID_SERVICE', 'is for another service');
      if (renew && found.from === 'sso') return failure('INVALID_TICKET', 'is not from an initial login');
      return { kind: 'success', username: found.username, from: found.from };
    },
  };
}
