import type { Kysely } from 'kysely';
import type { Clock } from '../service/clock.ts';
import type { Verdict } from './verdict.ts';

/** What every department reads about a student, beside its own facts. */
export interface StudentFacts {
  readonly studentId: string;
  /** `<epoch>.<n>` */
  readonly version: string;
  readonly asOf: Date | null;
}

/** A department's rows and rule, as the kit needs them to keep verdict, version and outbox together. */
export interface DepartmentStore<Tables, Facts extends StudentFacts, Code extends string> {
  /** Database schema, e.g. `library`. */
  readonly schema: string;
  readonly db: Kysely<Tables>;
  readonly now: Clock;
  /** One statement, so that all facts of a student come from one instant; absent students are absent from the map. */
  readonly read: (db: Kysely<Tables>, ids: readonly string[]) => Promise<Map<string, Facts>>;
  readonly judge: (facts: Facts) => Verdict<Code>;
}
