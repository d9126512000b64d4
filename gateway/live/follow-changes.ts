import { followEvents } from '../../wire/events/follow-events.ts';
import type { SignServiceToken } from '../../wire/identity/service-token.ts';
import type { Log } from '../observe/log.ts';
import type { RoutedSubgraph } from '../supergraph/departments.ts';

/** Something about a student changed at a subgraph. */
export interface Change {
  readonly subgraph: string;
  readonly studentId: string;
  /** Of the verdict; null where the event is of another kind. */
  readonly version: string | null;
}

/** What following works with. */
export interface ChangePorts {
  readonly token: SignServiceToken;
  /** Each at least once; one that carries a version tells of that and of all before. */
  readonly onChange: (change: Change) => Promise<void>;
  /** Events of a subgraph may have been missed: whatever is remembered of it may be old. */
  readonly onGap: (subgraph: string) => Promise<void>;
  /** Milliseconds from a change to its handling here. */
  readonly onLag?: (subgraph: string, ms: number) => void;
  readonly log: Log;
  readonly now: () => Date;
}

/** Follows the events of all subgraphs of the supergraph in use. */
export interface ChangeFollower {
  /** These are the subgraphs from now on. */
  readonly follow: (subgraphs: readonly RoutedSubgraph[]) => void;
  readonly stop: () => Promise<void>;
}

/** Follows nobody until told whom. A subgraph without events (404) is asked again now and then. */
export function createChangeFollower(ports: ChangePorts): ChangeFollower {
  const following = new Map<string, { readonly end: AbortController; readonly ended: Promise<void> }>();
  const begin = ({ name, url }: RoutedSubgraph) => {
    const end = new AbortController();
    return { end, ended: followOne(ports, name, new URL('events', url).href, end.signal) };
  };
  return {
    follow: (subgraphs) => {
      const wanted = new Map(
        subgraphs.filter(({ url }) => URL.canParse(url)).map((one) => [`${one.name} ${one.url}`, one]),
      );
      for (const [key, { end }] of following) {
        if (wanted.has(key)) continue;
        end.abort();
        following.delete(key);
      }
      for (const [key, one] of wanted) if (!following.has(key)) following.set(key, begin(one));
    },
    stop: async () => {
      const all = [...following.values()];
      following.clear();
      for (const { end } of all) end.abort();
      await Promise.all(all.map(({ ended }) => ended));
    },
  };
}

function followOne(ports: ChangePorts, subgraph: string, url: string, signal: AbortSignal): Promise<void> {
  const { token, onChange, onGap, onLag, log, now } = ports;
  return followEvents({
    url,
    token: () => token(subgraph),
    after: null,
    onEvents: async (events) => {
      const told = events.map(({ studentId, version = null }) => ({ subgraph, studentId, version }));
      await Promise.all(told.map(onChange));
    },
    // What was read before is not covered by the events that come.
    onPosition: () => void onGap(subgraph),
    onReset: () => onGap(subgraph),
    onLag: (ms) => onLag?.(subgraph, ms),
    onInterrupted: () => log.warn({ department: subgraph }, 'the events of a department are not heard'),
    signal,
    now,
  });
}
