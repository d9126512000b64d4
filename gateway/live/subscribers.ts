/** Somebody who wants to hear of a student's changes. */
export interface Subscriber {
  /** Something about the student changed; called again for each change, never while it is under way. */
  readonly changed: () => Promise<void>;
}

/** Who wants to hear of whom. */
export interface Subscribers {
  /** @returns how to leave */
  readonly add: (studentId: string, subscriber: Subscriber) => () => void;
  /** Tells the subscribers of a student, a little later, so that several changes in a row are told once. */
  readonly tell: (studentId: string) => void;
  /** Tells everybody, spread over a few seconds: events were missed. */
  readonly tellAll: () => void;
  readonly count: () => number;
}

/** A department and its change of the submission arrive within this. */
const GATHER_MS = 50;
const SPREAD_MS = 3_000;

interface Entry {
  readonly subscriber: Subscriber;
  due: NodeJS.Timeout | null;
  running: boolean;
  /** Changed while it was being told. */
  again: boolean;
}

/** Subscribers by student; each is told by one call at a time, and once more for changes that came meanwhile. */
export function createSubscribers(random: () => number): Subscribers {
  const byStudent = new Map<string, Set<Entry>>();
  let count = 0;

  const run = async (entry: Entry) => {
    entry.due = null;
    if (entry.running) {
      entry.again = true;
      return;
    }
    entry.running = true;
    try {
      await entry.subscriber.changed();
    } finally {
      entry.running = false;
      if (entry.again) {
        entry.again = false;
        schedule(entry, GATHER_MS);
      }
    }
  };
  const schedule = (entry: Entry, ms: number) => {
    if (entry.due !== null) return;
    entry.due = setTimeout(() => void run(entry), ms);
    entry.due.unref();
  };

  return {
    count: () => count,
    add: (studentId, subscriber) => {
      const entry: Entry = { subscriber, due: null, running: false, again: false };
      const entries = byStudent.get(studentId) ?? new Set();
      byStudent.set(studentId, entries.add(entry));
      count++;
      return () => {
        if (!entries.delete(entry)) return;
        count--;
        if (entry.due !== null) clearTimeout(entry.due);
        if (entries.size === 0 && byStudent.get(studentId) === entries) byStudent.delete(studentId);
      };
    },
    tell: (studentId) => {
      for (const entry of byStudent.get(studentId) ?? []) schedule(entry, GATHER_MS);
    },
    tellAll: () => {
      for (const entries of byStudent.values())
        for (const entry of entries) schedule(entry, random() * SPREAD_MS);
    },
  };
}
