import type { SampleClass } from './class-records.ts';
import { syntheticApartment } from './synthetic/apartment.ts';
import { syntheticArchives } from './synthetic/archives.ts';
import { syntheticFinance } from './synthetic/finance.ts';
import { syntheticLibrary } from './synthetic/library.ts';
import { createRandom, type Random } from './synthetic/random.ts';
import { syntheticStudent } from './synthetic/registry.ts';

/** Which class. */
interface SyntheticClassOptions {
  /** How many students: a whole number, 0 to 1,000,000. */
  readonly students: number;
  /** A whole number of 32 bits; the same seed gives the same class, and a smaller class is the beginning of a larger one. */
  readonly seed: number;
}

/**
 * A class of 2020 of a mining university, nobody real: 5 to 9 % of the students are open or unknown at each department,
 * a few in a thousand are on no roster, and a few are unknown to a department (absent from its list).
 *
 * @throws RangeError for a number of students or a seed out of bounds
 */
export function syntheticClass({ students, seed }: SyntheticClassOptions): SampleClass {
  if (!Number.isInteger(students) || students < 0 || students > 1_000_000) {
    throw new RangeError(`students must be a whole number from 0 to 1000000, not ${students}`);
  }
  const random = createRandom(seed, 'registry');
  const registry = Array.from({ length: students }, (_, index) => syntheticStudent(index, seed, random));
  const ids = registry.map(({ studentId }) => studentId);
  return {
    registry,
    library: recordsOf(ids, syntheticLibrary, createRandom(seed, 'library')),
    archives: recordsOf(ids, syntheticArchives, createRandom(seed, 'archives')),
    apartment: recordsOf(ids, syntheticApartment, createRandom(seed, 'apartment')),
    finance: recordsOf(ids, syntheticFinance, createRandom(seed, 'finance')),
  };
}

/** One record a student, without those whom the department does not know. */
function recordsOf<T>(
  ids: readonly string[],
  recordOf: (studentId: string, random: Random) => T | null,
  random: Random,
): T[] {
  return ids.map((id) => recordOf(id, random)).filter((record) => record !== null);
}
