import type { SessionRecord } from './session-record.ts';

/** A session that is kept, or none (any more), or that nobody could be asked. */
export type RecordRead =
  | { readonly kind: 'found'; readonly record: SessionRecord }
  | { readonly kind: 'none' }
  | { readonly kind: 'unavailable' };

/** Milliseconds for which a session is kept. */
export interface SessionLives {
  /** Since a person's last request. */
  readonly idleMs: number;
  /** Since the login, whatever the person does. */
  readonly absoluteMs: number;
  /** For a login to be finished. */
  readonly loginMs: number;
}

/**
 * Where sessions are kept, by a name that tells nothing of the id in the cookie. Never rejects: `unavailable`, and
 * `false` for a change that could not be made.
 */
export interface SessionRecords {
  /** @param use `active` begins the idle time anew; `passive` only looks */
  read(name: string, use: 'active' | 'passive'): Promise<RecordRead>;
  create(name: string, record: SessionRecord): Promise<boolean>;
  /** Leaves what has ended meanwhile ended. */
  replace(name: string, record: SessionRecord): Promise<boolean>;
  end(name: string): Promise<boolean>;
  /** Ends every session of a person, at once, in every process that shares the store. */
  endAllOf(sub: string): Promise<boolean>;
  /** Ends the session that was begun with a ticket. */
  endTicket(ticket: string): Promise<boolean>;
  close(): void;
}
