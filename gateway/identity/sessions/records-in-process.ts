import type { SessionRecord } from './session-record.ts';
import type { SessionLives, SessionRecords } from './session-records.ts';

/** Sessions of people, and logins that were begun, that one process keeps at most. */
export interface SessionBounds {
  readonly people: number;
  readonly logins: number;
}

/** A peak day has a few thousand people; logins can be begun by anybody, so they never drive people out. */
export const defaultBounds: SessionBounds = { people: 50_000, logins: 10_000 };

interface Kept {
  readonly record: SessionRecord;
  readonly until: number;
}

/** Sessions of this process only; they end with it. Where there are too many, those end that were used longest ago. */
export function createRecordsInProcess(
  lives: SessionLives,
  now: () => Date,
  bounds: SessionBounds = defaultBounds,
): SessionRecords {
  const people = new Map<string, Kept>();
  const logins = new Map<string, Kept>();
  const tickets = new Map<string, string>();

  return {
    async read(name, use) {
      const kept = people.get(name) ?? logins.get(name);
      if (kept === undefined) return { kind: 'none' };
      if (kept.until <= now().getTime()) {
        drop(name);
        return { kind: 'none' };
      }
      if (use === 'active') keep(name, kept.record);
      return { kind: 'found', record: kept.record };
    },
    async create(name, record) {
      keep(name, record);
      return true;
    },
    async replace(name, record) {
      if (people.has(name) || logins.has(name)) keep(name, record);
      return true;
    },
    async end(name) {
      drop(name);
      return true;
    },
    async endAllOf(sub) {
      for (const [name, { record }] of people) if (record.person?.sub === sub) drop(name);
      return true;
    },
    async endTicket(ticket) {
      const name = tickets.get(ticket);
      if (name !== undefined) drop(name);
      return true;
    },
    close: () => {
      for (const kept of [people, logins, tickets]) kept.clear();
    },
  };

  /** Put anew, so that the first of a map is the one used longest ago. */
  function keep(name: string, record: SessionRecord): void {
    drop(name);
    const ofPerson = record.person !== undefined;
    const [map, bound] = ofPerson ? [people, bounds.people] : [logins, bounds.logins];
    const oldest = map.size >= bound ? map.keys().next().value : undefined;
    if (oldest !== undefined) drop(oldest);
    const life = ofPerson ? lives.idleMs : lives.loginMs;
    map.set(name, { record, until: now().getTime() + life });
    if (record.person?.ticket !== undefined) tickets.set(record.person.ticket, name);
  }

  function drop(name: string): void {
    const ticket = people.get(name)?.record.person?.ticket;
    if (ticket !== undefined) tickets.delete(ticket);
    people.delete(name);
    logins.delete(name);
  }
}
