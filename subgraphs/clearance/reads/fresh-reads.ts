import { contactOf } from '../../kit/service/contact.ts';
import type { ServiceProfile } from '../../kit/service/profile.ts';
import { edgeFieldOf } from '../edge.ts';
import type { Monotonic } from '../submission/deadline.ts';
import { limits } from '../submission/limits.ts';
import { withBreaker } from './breaker.ts';
import { createEntitySource } from './department-http.ts';
import { type Reading, unread } from './reading.ts';
import { type RosterRead, rosterSelection, toRosterRead } from './roster-answer.ts';
import { createSharedReads, type ReadEntity } from './shared-reads.ts';
import { toReading, verdictSelection } from './verdict-answer.ts';

/** Reads that go straight to the owners of the data, now; nothing here remembers an answer. */
export interface FreshReads {
  /** Basic information and class. */
  readonly roster: (studentId: string) => Promise<RosterRead>;
  /** One reading per department, in the order given, read in parallel. */
  readonly verdicts: (studentId: string, departments: readonly string[]) => Promise<Reading[]>;
}

/** Where a subgraph is, and what it stands. */
export interface SubgraphAddress {
  /** Its GraphQL address. */
  readonly url: string;
  /** Requests a second at most; null: no bound. */
  readonly perSecond: number | null;
}

/** Address of a subgraph by name; undefined where none is configured. Asked at the first read, not before. */
export type AddressOf = (name: string) => SubgraphAddress | undefined;

const IN_FLIGHT = 16;
const BATCH = 100;

/** What fresh reads work with. */
export interface FreshReadsParts {
  readonly profile: ServiceProfile;
  readonly addressOf: AddressOf;
  readonly elapsed: Monotonic;
  /** Proves to a subgraph, by its name, who reads. */
  readonly token: (subgraph: string) => Promise<string>;
  /** Headers that carry the trace of the caller on; several callers may share a read, which is then in one's trace. */
  readonly traced?: (() => Record<string, string>) | undefined;
}

/** Fresh reads by the addresses of the configuration; a subgraph without one, or that cannot be shown a token, is UNKNOWN. */
export function createFreshReads(parts: FreshReadsParts): FreshReads {
  const { profile, addressOf, elapsed, traced } = parts;
  const readers = new Map<string, ReadEntity>();
  const readerOf = (name: string, selection: string): ReadEntity | undefined => {
    const known = readers.get(name);
    if (known) return known;
    const address = addressOf(name);
    if (!address) return undefined;
    const asking = { token: () => parts.token(name), traced, timeoutMs: limits.readMs };
    const source = withBreaker(createEntitySource(address.url, selection, asking), elapsed);
    const { perSecond } = address;
    const reader = createSharedReads(
      source,
      { readMs: limits.readMs, inFlight: IN_FLIGHT, batch: BATCH, perSecond },
      elapsed,
    );
    readers.set(name, reader);
    return reader;
  };
  const readVerdict = async (studentId: string, code: string): Promise<Reading> => {
    const contact = contactOf(profile, code);
    const read = readerOf(code, verdictSelection(edgeFieldOf(code)));
    return read
      ? toReading(await read(studentId), studentId, contact)
      : unread(contact, 'SOURCE_UNAVAILABLE');
  };
  return {
    roster: async (studentId) => {
      const read = readerOf('registry', rosterSelection);
      if (!read) return { kind: 'unread', fault: 'SOURCE_UNAVAILABLE' };
      return toRosterRead(await read(studentId), studentId);
    },
    verdicts: (studentId, departments) =>
      Promise.all(departments.map((code) => readVerdict(studentId, code))),
  };
}
