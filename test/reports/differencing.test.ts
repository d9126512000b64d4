import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../data/synthetic/random.ts';
import { outcomes } from '../../subgraphs/clearance/reports/figures/columns.ts';
import type { Model } from '../../subgraphs/clearance/reports/figures/live-model.ts';
import { countHour } from '../../subgraphs/clearance/reports/hours/hour-counts.ts';
import { suppressedPoint } from '../../subgraphs/clearance/reports/hours/trend.ts';
import { readAnalystRequest } from '../../subgraphs/clearance/reports/suppression/analyst-request.ts';
import type { ReportDimension } from '../../subgraphs/clearance/schema.generated.ts';
import { type Equation, inferBounds } from './kit/attacker.ts';
import { askEverything, everything } from './kit/every-report.ts';
import { knownSums } from './kit/knowledge.ts';
import {
  CLASS_NOW,
  CLASS_YEAR,
  type ClassHabits,
  classDepartments,
  classReasons,
  EXCUSED,
  randomClass,
} from './kit/random-class.ts';
import { countTruth, stepNames } from './kit/truth.ts';

/** What was told of each cell: the counts that came back, as text, each once. */
function gather(model: Model) {
  const told = new Map<string, Set<string>>();
  const asked = askEverything(model, (place, what, count) => {
    const key = `${place}: ${what}`;
    told.set(key, (told.get(key) ?? new Set()).add(String(count)));
  });
  return { told, asked };
}

/** What everybody knows about how counts hang together, and what was told. */
function knownEquations(
  model: Model,
  habits: ClassHabits,
  told: ReadonlyMap<string, ReadonlySet<string>>,
): Equation[] {
  const equations = knownSums(countTruth(model), habits);
  for (const [name, counts] of told)
    for (const count of counts)
      if (count !== 'null') equations.push({ terms: new Map([[name, 1]]), sum: Number(count) });
  return equations;
}

const classes = fc.record({
  students: fc.integer({ min: 5, max: 400 }),
  seed: fc.integer({ min: 1, max: 1e9 }),
  severalReasons: fc.boolean(),
  excuses: fc.boolean(),
});
type Chosen = ClassHabits & { readonly students: number; readonly seed: number };
const modelOf = ({ students, seed, ...habits }: Chosen) => {
  const random = createRandom(seed, 'registry');
  return randomClass(students, habits, () => random.int(0, 999_999) / 1_000_000);
};

describe('an analyst who asks everything', () => {
  test('is told the same by a trend as by the reports of its last hour', () => {
    fc.assert(
      fc.property(classes, (chosen) => {
        const model = modelOf(chosen);
        const { told } = gather(model);
        const hour = { hour: new Date(CLASS_NOW), rows: countHour(model) };
        for (const college of [null, ...hour.rows.map(({ collegeCode }) => collegeCode)]) {
          const place = college ?? 'class';
          const point = suppressedPoint(hour, college, 2);
          const same = (what: string, count: number | null | undefined) => {
            const [reported = '0'] = told.get(`${place}: ${what}`) ?? [];
            const name = `${place}: ${what} is ${count}, reported ${reported}`;
            if (count === null || count === undefined) expect(reported, name).toBe('null');
            else {
              expect(count % 10, name).toBe(0);
              expect(Math.abs(count - Number(reported)), name).toBeLessThan(10);
              expect(count > 0, name).toBe(Number(reported) > 0);
            }
          };
          same('students', point.students);
          for (const [cell, outcome] of outcomes.entries()) {
            same(`overall ${outcome}`, point.outcomes[cell]);
            for (const code of classDepartments)
              same(`${code} ${outcome}`, point.departments.get(code)?.[cell]);
          }
          for (const { step, count } of point.steps) same(stepNames(step)[0], count);
        }
      }),
      { numRuns: 15, seed: 12 },
    );
  });

  test('is told the same of a cell whatever report it stands in, and never a count from 1 to 9', () => {
    fc.assert(
      fc.property(classes, (chosen) => {
        const { told } = gather(modelOf(chosen));
        for (const [name, counts] of told) {
          expect([...counts], name).toHaveLength(1);
          for (const count of counts) expect(count, name).not.toMatch(/^[1-9]$/);
        }
      }),
      { numRuns: 25, seed: 10 },
    );
  });

  test('cannot ask by leave type where leave types need different departments', () => {
    const ask = (excuses: boolean, leaveTypes: string[] | null, dimensions: ReportDimension[]) => {
      const { rules } = modelOf({ students: 5, seed: 1, severalReasons: false, excuses }).standings;
      const scope = { ...everything, leaveTypes };
      return () => readAnalystRequest(scope, dimensions, { classes: rules, classYear: CLASS_YEAR });
    };
    for (const [leaveTypes, dimensions] of [
      [[EXCUSED], []],
      [null, ['LEAVE_TYPE']],
    ] as [string[] | null, ReportDimension[]][]) {
      expect(ask(true, leaveTypes, dimensions)).toThrow('leaveTypes cannot be used of a class');
      expect(ask(false, leaveTypes, dimensions)).not.toThrow();
    }
    expect(ask(true, null, ['COLLEGE'])).not.toThrow();
  });

  test('is told the truth where anything is told, and something is', () => {
    const model = modelOf({ students: 400, seed: 7, severalReasons: true, excuses: true });
    const { told, asked } = gather(model);
    const { counts } = countTruth(model);
    const shown = [...told].filter(([, [count]]) => count !== 'null');
    for (const [name, [count]] of shown)
      if (counts.has(name)) expect(Number(count), name).toBe(counts.get(name));
    expect(shown.length).toBeGreaterThan(50);
    expect(asked.refused).toBeGreaterThan(asked.answered / 10);
  });

  test('can work out no count from 1 to 9 by adding and subtracting what was told', () => {
    let hidden = 0;
    fc.assert(
      fc.property(classes, (chosen) => {
        const model = modelOf(chosen);
        const { told } = gather(model);
        const bounds = inferBounds(knownEquations(model, chosen, told), chosen.students);
        for (const [name, truth] of countTruth(model).counts) {
          if (truth < 1 || truth > 9) continue;
          const [least, most] = bounds.get(name) ?? [0, chosen.students];
          hidden += 1;
          expect(truth >= least && truth <= most, `${name} is ${truth}, not ${least} to ${most}`).toBe(true);
          expect(most, `${name} is ${truth}, in ${JSON.stringify(chosen)}`).toBeGreaterThan(least);
        }
      }),
      { numRuns: 25, seed: 11 },
    );
    expect(hidden).toBeGreaterThan(500);
    expect(classReasons).toContain('STALE');
  });
});
