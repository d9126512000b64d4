import type { Equation } from './attacker.ts';
import { type ClassHabits, classDepartments, EXCUSED } from './random-class.ts';
import type { Truth } from './truth.ts';

const LEAVES = ['GRADUATION', 'COMPLETION', EXCUSED];
const steps = ['NOT_STARTED', 'BLOCKED_BY_1', 'READY', 'SUBMITTED', 'HANDED_OVER'];

/** What everybody knows about how the counts of a class hang together. Names are those of `Truth`, sums without a place. */
export function knownSums(
  { places, partsOf }: Pick<Truth, 'places' | 'partsOf'>,
  habits: ClassHabits,
): Equation[] {
  const sums = [
    ...sumsOfStanding(habits),
    ...classDepartments.flatMap((code) => sumsOfDepartment(code, habits)),
  ];
  const whats = new Set(sums.flatMap(({ terms }) => [...terms.keys()]));
  return [
    ...[...places].flatMap((place) =>
      [...sums, ...(habits.excuses ? sumsOfLeave(place) : [])].map(at(place)),
    ),
    ...partsOf.flatMap(([whole, parts]) =>
      // What only makes an equation of an inequality is nobody's count.
      [...whats]
        .filter((what) => !what.startsWith('slack'))
        .map((what) => ({
          terms: new Map([
            ...parts.map((part): [string, number] => [`${part}: ${what}`, 1]),
            [`${whole}: ${what}`, -1],
          ]),
          sum: 0,
        })),
    ),
  ];
}

const at =
  (place: string) =>
  ({ terms, sum }: Equation): Equation => ({
    terms: new Map([...terms].map(([what, factor]) => [`${place}: ${what}`, factor])),
    sum,
  });

function adds(sum: string, parts: readonly string[]): Equation {
  return { terms: new Map([...parts.map((part): [string, number] => [part, 1]), [sum, -1]]), sum: 0 };
}
const none = (what: string): Equation => ({ terms: new Map([[what, 1]]), sum: 0 });

function sumsOfStanding({ excuses }: ClassHabits): Equation[] {
  return [
    adds('students', ['overall PASSED', 'overall NOT_PASSED', 'overall UNKNOWN']),
    adds(
      'students',
      steps.map((step) => `step ${step}`),
    ),
    // Everybody needs both departments, unless some are excused.
    ...(excuses ? [] : [none('step NOT_STARTED 1')]),
    adds('step NOT_STARTED', ['step NOT_STARTED 1', 'step NOT_STARTED 2']),
    adds('overall PASSED', ['step READY', 'step SUBMITTED', 'step HANDED_OVER']),
  ];
}

function sumsOfDepartment(code: string, { severalReasons, excuses }: ClassHabits): Equation[] {
  const because = ['A', 'B', 'C'].map((reason) => `${code} because ${reason}`);
  return [
    adds(`${code} required`, [`${code} PASSED`, `${code} NOT_PASSED`, `${code} UNKNOWN`]),
    adds('students', [`${code} required`, `${code} not required`]),
    ...(excuses && code === 'library' ? [] : [none(`${code} not required`)]),
    ...(severalReasons ? overlapping(code, because) : [adds(`${code} NOT_PASSED`, because)]),
    // The only reason of what could not be told.
    adds(`${code} UNKNOWN`, [`${code} because STALE`]),
    adds(`${code} timed`, [`${code} in time`, `${code} late`]),
    adds(`${code} judged`, [`${code} in time`, `${code} late`, `${code} open late`]),
    adds(`${code} open`, [`${code} open late`, `${code} open in time`]),
    adds(`${code} open`, [`${code} NOT_PASSED`, `${code} UNKNOWN`]),
  ];
}

/** Who does not pass has one reason at least, and each of them once at most. */
function overlapping(code: string, because: readonly string[]): Equation[] {
  const each = because.map((reason) => adds(`${code} NOT_PASSED`, [reason, `slack ${reason}`]));
  const all = adds(`${code} NOT_PASSED`, because);
  return [...each, { ...all, terms: new Map([...all.terms, [`slack ${code}`, -1]]) }];
}

/** Of who leaves so, the library is required of nobody, or of everybody. */
function sumsOfLeave(place: string): Equation[] {
  if (!LEAVES.includes(place)) return [];
  if (place !== EXCUSED) return [none('library not required'), none('step NOT_STARTED 1')];
  return [
    none('library required'),
    none('step NOT_STARTED 2'),
    none('step BLOCKED_BY_1'),
    ...['PASSED', 'NOT_PASSED', 'UNKNOWN'].map((outcome) =>
      adds(`overall ${outcome}`, [`finance ${outcome}`]),
    ),
  ];
}
