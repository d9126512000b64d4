import type { AuditEntry } from './audit-trail.ts';

/** What becomes of a note: taken; dropped as a repeat; or counted with the others that its actor had too many of. */
export type Admission = 'taken' | 'repeated' | 'left-out';

/** How many notes an actor had left out. */
export interface LeftOut extends Pick<AuditEntry, 'actor' | 'role'> {
  readonly count: number;
}

/** Keeps one person, or one page that asks again and again, from filling the audit log. */
export interface NoteLimits {
  /** After `settle`, which ends the windows that are over. */
  readonly admit: (entry: AuditEntry) => Admission;
  /** Begins a new window for the actors whose window is over, and tells of them; `all`: of everybody. */
  readonly settle: (which: 'over' | 'all') => readonly LeftOut[];
  /** Whether somebody is still to be told of. */
  readonly owes: () => boolean;
}

/** What holds for each actor. */
export interface NoteBounds {
  /** Milliseconds of a window, and for which the same is a repeat. */
  readonly windowMs: number;
  readonly notesPerWindow: number;
}

interface Window {
  readonly began: number;
  taken: number;
  leftOut: LeftOut | null;
}

const MOST_REMEMBERED = 20_000;

/** Repeats of the same actor, action, student and field are dropped; of all others an actor has so many in a window. */
export function createNoteLimits(
  { windowMs, notesPerWindow }: NoteBounds,
  elapsed: () => number,
): NoteLimits {
  const windows = new Map<string, Window>();
  const seen = new Map<string, number>();
  const isOver = (began: number) => elapsed() - began >= windowMs;

  /** Both maps are in order of time, so what is over is in front. */
  const forget = () => {
    for (const [key, at] of seen) {
      if (!isOver(at) && seen.size < MOST_REMEMBERED) return;
      seen.delete(key);
    }
  };
  const windowOf = (actor: string): Window => {
    const window = windows.get(actor) ?? { began: elapsed(), taken: 0, leftOut: null };
    windows.set(actor, window);
    return window;
  };
  return {
    admit: ({ actor, role, action, studentId, detail }) => {
      forget();
      const key = JSON.stringify([actor, action, studentId, detail.field ?? null]);
      if (seen.has(key)) return 'repeated';
      const window = windowOf(actor);
      if (window.taken >= notesPerWindow) {
        window.leftOut = { actor, role, count: (window.leftOut?.count ?? 0) + 1 };
        return 'left-out';
      }
      window.taken += 1;
      seen.set(key, elapsed());
      return 'taken';
    },
    settle: (which) => {
      const told: LeftOut[] = [];
      for (const [actor, { began, leftOut }] of windows) {
        if (which === 'over' && !isOver(began) && windows.size < MOST_REMEMBERED) break;
        windows.delete(actor);
        if (leftOut) told.push(leftOut);
      }
      return told;
    },
    owes: () => [...windows.values()].some(({ leftOut }) => leftOut !== null),
  };
}
