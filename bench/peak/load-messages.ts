import type { Shape } from './shapes.ts';
import type { Standing } from './standing.ts';

/** What the process that makes the load is told first. */
export interface Preparation {
  readonly kind: 'prepare';
  /** The gateway's. */
  readonly url: string;
  /** The finance office's own, past every proxy: where its staff work. */
  readonly financeUrl: string;
  /** Holds the development key. */
  readonly dataDir: string;
  /** In the order in which they come to the page. */
  readonly students: readonly Standing[];
  /** Who pass everywhere, and whose finance changes all the time. */
  readonly watched: readonly string[];
}

/** One shape, to be run now; `submitters` submit within it. */
export interface ShapeOrder {
  readonly kind: 'shape';
  readonly shape: Shape;
  readonly seconds: number;
  readonly submitters: readonly string[];
}

/** Ask until everything answers again; or end. */
export type LoadOrder = Preparation | ShapeOrder | { readonly kind: 'settle' } | { readonly kind: 'end' };

/** What came of the submissions. */
export interface StormResult {
  readonly calls: number;
  /** Serial by student, as the clients were told. */
  readonly accepted: Readonly<Record<string, string>>;
  /** Students who were refused for a department's sake. */
  readonly notEligible: number;
  /** Students who had no final answer when time was up. */
  readonly unfinished: number;
  readonly p50: number;
  readonly p99: number;
  /** What must never be. */
  readonly faults: readonly string[];
}

/** What came of a shape; times in milliseconds from when a request was due. */
export interface ShapeResult {
  /** In which the reads were due. */
  readonly dueSeconds: number;
  /** Until the last was answered or given up. */
  readonly wallSeconds: number;
  readonly asked: number;
  /** Every department said something, though it may be that it does not know. */
  readonly answered: number;
  /** At least one department could not be asked. */
  readonly partial: number;
  readonly shed: number;
  readonly errors: Readonly<Record<string, number>>;
  readonly p50: number;
  readonly p99: number;
  /** Of the departments' values, shown from what was remembered, of all that were looked for. */
  readonly hits: number;
  readonly looked: number;
  /** At the finance office, while it ran. */
  readonly financeChanges: number;
  /** A pass that no department gave within what a display may be old. */
  readonly falsePasses: number;
  /** A pass that was over for more than a second. */
  readonly latePasses: number;
  /** Another student's page, or a fail that was none. */
  readonly wrong: number;
  readonly examples: readonly string[];
  readonly storm: StormResult | null;
  /** How late the generator itself was at worst: above some 50 ms the machine was short of CPU. */
  readonly generatorLateMs: number;
  /** Share of whole answers in each second of the shape, 0 to 1. */
  readonly wholeBySecond: readonly number[];
}
