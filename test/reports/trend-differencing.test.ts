import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../data/synthetic/random.ts';
import { outcomes } from '../../subgraphs/clearance/reports/figures/columns.ts';
import type { Count } from '../../subgraphs/clearance/reports/figures/counted.ts';
import { countHour } from '../../subgraphs/clearance/reports/hours/hour-counts.ts';
import type { StoredHour } from '../../subgraphs/clearance/reports/hours/stored-hours.ts';
import { suppressedPoint, type TrendPoint } from '../../subgraphs/clearance/reports/hours/trend.ts';
import { type Equation, inferBounds } from './kit/attacker.ts';
import { knownSums } from './kit/knowledge.ts';
import { CLASS_NOW, type ClassHabits, classDepartments, randomClass, stirClass } from './kit/random-class.ts';
import { stepNames } from './kit/truth.ts';

const HOURS = 6;
const classes = fc.record({
  students: fc.integer({ min: 20, max: 400 }),
  seed: fc.integer({ min: 1, max: 1e9 }),
  changes: fc.integer({ min: 1, max: 12 }),
  severalReasons: fc.boolean(),
  excuses: fc.boolean(),
});
type Chosen = ClassHabits & { readonly students: number; readonly seed: number; readonly changes: number };

/** A class as it stood at the end of some hours, between which a few students changed. */
function hoursOf({ students, seed, changes, ...habits }: Chosen): StoredHour[] {
  const source = createRandom(seed, 'registry');
  const random = () => source.int(0, 999_999) / 1_000_000;
  const model = randomClass(students, habits, random);
  return Array.from({ length: HOURS }, (_, hour) => {
    if (hour > 0) stirClass(model, changes, habits, random);
    return { hour: new Date(CLASS_NOW + hour * 3_600_000), rows: structuredClone(countHour(model)) };
  });
}

/** A cell of a point, by name, as it was told; those whose sums are rounded together, in their order. */
type Cells = readonly (readonly [what: string, count: Count])[];

function rowsOf({ students, outcomes: counts, steps, departments }: TrendPoint): Cells[] {
  const by = (of: string, told: readonly Count[]): Cells =>
    outcomes.map((outcome, cell) => [`${of} ${outcome}`, told[cell] ?? null]);
  return [
    [['students', students]],
    by('overall', counts),
    steps.map(({ step, count }): Cells[number] => [stepNames(step)[0], count]).toReversed(),
    ...classDepartments.map((code) => by(code, departments.get(code) ?? [])),
  ];
}

/** What follows from a place's counts at one point, for whoever knows how they are rounded. */
function equationsOf(place: string, rows: readonly Cells[], isRounded: boolean): Equation[] {
  return rows.flatMap((cells) =>
    cells.flatMap(([what, count], at) => {
      const name = `${place}: ${what}`;
      const rest = `slack rest ${place} ${restOf(what)}`;
      const before = cells[at - 1]?.[0];
      const equations = [equation({ [rest]: 1, [`${rest} of 9`]: 1 }, 9)];
      if (count === null) return equations;
      // Who is in it or before it, less the rest of that sum, less the same of the sum before: that is what is told.
      const told = { [name]: 1, [rest]: -1, ...(before && { [`slack rest ${place} ${restOf(before)}`]: 1 }) };
      equations.push(equation(isRounded ? told : { [name]: 1 }, count));
      // Nobody is told as nobody, and nobody else is.
      equations.push(
        count === 0 ? equation({ [name]: 1 }, 0) : equation({ [name]: 1, [`slack ${name}`]: -1 }, 10),
      );
      return equations;
    }),
  );
}

function equation(terms: Readonly<Record<string, number>>, sum: number): Equation {
  return { terms: new Map(Object.entries(terms)), sum };
}

/** Which sum a cell is the last of: who is READY or farther passes everywhere, who is not started is the last of all. */
function restOf(what: string): string {
  if (what === 'step READY') return 'overall PASSED';
  return what === 'overall UNKNOWN' || what === 'step NOT_STARTED' ? 'students' : what;
}

describe('an analyst who compares the points of a trend', () => {
  test('cannot tell of any two that they differ by 1 to 9', () => {
    let [compared, narrow] = [0, 0];
    fc.assert(
      fc.property(classes, (chosen) => {
        const series = hoursOf(chosen);
        const bounds = series.map((hour) => boundsOf(hour, chosen));
        for (const name of bounds[0]?.keys() ?? []) {
          if (name.includes('slack')) continue;
          for (const [one, first] of bounds.entries())
            for (const second of bounds.slice(one + 1)) {
              const [a, b] = [first.get(name), second.get(name)];
              if (!a || !b) continue;
              const [least, most] = [b[0] - a[1], b[1] - a[0]];
              compared += 1;
              if (most - least < 30) narrow += 1;
              const isTold = (least >= 1 && most <= 9) || (least >= -9 && most <= -1);
              expect(isTold, `${name} from ${a} to ${b} in ${JSON.stringify(chosen)}`).toBe(false);
            }
        }
      }),
      { numRuns: 40, seed: 13 },
    );
    // It knows something, or nothing would be tried.
    expect(narrow).toBeGreaterThan(compared / 10);
  });
});

function boundsOf(hour: StoredHour, { students, ...habits }: Chosen) {
  const colleges = hour.rows.map(({ collegeCode }) => collegeCode);
  const places = ['class', ...colleges];
  const points = places.map((place) => suppressedPoint(hour, place === 'class' ? null : place, 2));
  const told = points.map(rowsOf);
  // Whoever sees a 3 knows that nothing is rounded.
  const isRounded = told.flat(2).every(([, count]) => (count ?? 0) % 10 === 0);
  const equations = [
    ...knownSums({ places: new Set(places), partsOf: [['class', colleges]] }, habits),
    ...told.flatMap((rows, at) => equationsOf(places[at] ?? '', rows, isRounded)),
    // How many there are, a report tells exactly, where it may.
    ...points.flatMap((point, at) =>
      point.students === null
        ? []
        : [equation({ [`${places[at]}: students`]: 1 }, studentsOf(hour, places[at] ?? ''))],
    ),
  ];
  const bounds = inferBounds(equations, students);
  for (const [name, truth] of truthOf(hour)) {
    const [least, most] = bounds.get(name) ?? [0, students];
    expect(truth >= least && truth <= most, `${name} is ${truth}, not ${least} to ${most}`).toBe(true);
  }
  return bounds;
}

function studentsOf({ rows }: StoredHour, place: string): number {
  return rows
    .filter(({ collegeCode }) => place === 'class' || collegeCode === place)
    .reduce((sum, { counts }) => sum + counts.students, 0);
}

function truthOf({ rows }: StoredHour): Map<string, number> {
  const truth = new Map<string, number>();
  const add = (what: string, collegeCode: string, count: number) => {
    for (const place of ['class', collegeCode])
      truth.set(`${place}: ${what}`, (truth.get(`${place}: ${what}`) ?? 0) + count);
  };
  for (const { collegeCode, counts } of rows) {
    for (const [cell, outcome] of outcomes.entries()) {
      add(`overall ${outcome}`, collegeCode, counts.outcomes[cell] ?? 0);
      for (const code of classDepartments)
        add(`${code} ${outcome}`, collegeCode, counts.departments[code]?.[cell] ?? 0);
    }
    for (const [step, count] of Object.entries(counts.steps))
      for (const name of stepNames(Number(step))) add(name, collegeCode, count);
  }
  return truth;
}
