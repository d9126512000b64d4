import type { Told } from './audit-client.ts';
import type { ToldEntry } from './told-entry.ts';

/** What the queue works with. */
export interface NoteQueueOptions {
  readonly tell: (entries: readonly ToldEntry[]) => Promise<Told>;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
  /** Told how many notes will never be stored, and why. */
  readonly onLost: (count: number, why: 'overflow' | 'refused' | 'closed') => void;
  /** Told when storing begins to fail, and when it works again. */
  readonly onTrouble: (state: 'begins' | 'ends') => void;
  readonly times: NoteTimes;
}

/** Milliseconds. */
export interface NoteTimes {
  /** For which notes are gathered. */
  readonly gatherMs: number;
  /** Until a batch that failed is told again, at first; twice as long each time, up to `longestMs`. */
  readonly retryMs: number;
  readonly longestMs: number;
}

/** Notes on their way. */
export interface NoteQueue {
  /** Whether another one would be lost. */
  readonly isFull: () => boolean;
  readonly add: (entry: ToldEntry) => void;
  /** Tries to store what is there; what cannot be at once is lost. */
  readonly close: () => Promise<void>;
}

const MOST_QUEUED = 1_000;
const BATCH = 200;

/** Stores notes in batches, one after another; a batch that failed is told again, with the same ids, until it is stored. */
export function createNoteQueue({ tell, random, onLost, onTrouble, times }: NoteQueueOptions): NoteQueue {
  let waiting: ToldEntry[] = [];
  let failures = 0;
  let timer: NodeJS.Timeout | null = null;
  let flight: Promise<unknown> = Promise.resolve();
  let closed = false;

  const settle = (batch: readonly ToldEntry[], told: Told) => {
    if (told === 'failed') {
      if (failures === 0) onTrouble('begins');
      failures += 1;
      return;
    }
    waiting = waiting.slice(batch.length);
    if (failures > 0) onTrouble('ends');
    failures = 0;
    if (told === 'refused') onLost(batch.length, 'refused');
  };
  const send = async () => {
    const batch = waiting.slice(0, BATCH);
    settle(batch, await tell(batch));
  };
  const schedule = () => {
    if (timer !== null || closed || waiting.length === 0) return;
    const patience = Math.min(times.retryMs * 2 ** Math.min(failures - 1, 20), times.longestMs);
    const pause = failures === 0 ? times.gatherMs : patience * (0.5 + random() / 2);
    timer = setTimeout(() => {
      flight = send().finally(() => {
        timer = null;
        schedule();
      });
    }, pause);
    timer.unref();
  };
  return {
    isFull: () => waiting.length >= MOST_QUEUED,
    add: (entry) => {
      if (closed || waiting.length >= MOST_QUEUED) return onLost(1, closed ? 'closed' : 'overflow');
      waiting.push(entry);
      schedule();
    },
    close: async () => {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      await flight;
      for (let before = -1; waiting.length > 0 && waiting.length !== before; ) {
        before = waiting.length;
        await send();
      }
      if (waiting.length > 0) onLost(waiting.length, 'closed');
      waiting = [];
    },
  };
}
