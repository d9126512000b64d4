/** The protocol has letters, digits and hyphens (3.7), up to 256 (3.1.1); many servers append their host's name. */
const TICKET = /^ST-[A-Za-z0-9._-]{1,253}$/;

/** Whether a value has the form of a service ticket, and not of a proxy ticket. */
export function isServiceTicket(value: unknown): value is string {
  return typeof value === 'string' && TICKET.test(value);
}

/** The tickets that were shown to us already. */
export interface SpentTickets {
  /** `first`: never shown before; it is spent from now on. */
  spend(ticket: string): 'first' | 'again';
}

const REMEMBERED = 10_000;

/**
 * Remembers the last 10,000 tickets of this process. The CAS server is who guarantees that a ticket is used once; this
 * keeps a replayed callback from reaching it.
 */
export function createSpentTickets(): SpentTickets {
  const spent = new Set<string>();
  return {
    spend(ticket) {
      if (spent.has(ticket)) return 'again';
      const [oldest] = spent.size >= REMEMBERED ? spent : [];
      if (oldest !== undefined) spent.delete(oldest);
      spent.add(ticket);
      return 'first';
    },
  };
}
