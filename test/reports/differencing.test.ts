import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../data/synthetic/random.ts';
import { outcomes } from '../../subgraphs/clearance/reports/figures/columns.ts';
import type { Model } from '../../subgraphs/clearance/reports/figures/live-model.ts';
import { stepText } from '../../subgraphs/clearance/reports/figures/standings.ts';
import { countHour } from '../../subgraphs/clearance/reports/hours/hour-counts.ts';
import { suppressedPoint } from '../../subgraphs/clearance/reports/hours/trend.ts';
import { type Equation, inferBounds } from './kit/attacker.ts';
import { askEverything } from './kit/every-report.ts';
import { CLASS_NOW, classDepartments, classReasons, randomClass } from './kit/random-class.ts';
import { countTruth } from './kit/truth.ts';

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
function knownEquations(model: Model, told: ReadonlyMap<string, ReadonlySet<string>>): Equation[] {
  const { places, partsOf } = countTruth(model);
  const steps = ['NOT_STARTED', 'BLOCKED_BY_1', 'READY', 'SUBMITTED', 'HANDED_OVER'];
  const sums: [string, string[]][] = [
    ['students', ['overall PASSED', 'overall NOT_PASSED', 'overall UNKNOWN']],
    ['students', steps.map((step) => `step ${step}`)],
    ['overall PASSED', ['step READY', 'step SUBMITTED', 'step HANDED_OVER']],
    ...classDepartments.flatMap((code): [string, string[]][] => [
      ['students', [`${code} PASSED`, `${code} NOT_PASSED`, `${code} UNKNOWN`]],
      [`${code} required`, [`${code} PASSED`, `${code} NOT_PASSED`, `${code} UNKNOWN`]],
      // One reason for each who does not pass; STALE where it could not be told.
      [`${code} NOT_PASSED`, [`${code} because A`, `${code} because B`, `${code} because C`]],
      [`${code} UNKNOWN`, [`${code} because STALE`]],
      [`${code} timed`, [`${code} in time`, `${code} late`]],
      [`${code} judged`, [`${code} in time`, `${code} late`, `${code} open late`]],
      [`${code} open`, [`${code} open late`, `${code} open in time`]],
      [`${code} open`, [`${code} NOT_PASSED`, `${code} UNKNOWN`]],
    ]),
  ];
  const equations: Equation[] = [];
  const equate = (sum: string, parts: string[]) =>
    equations.push({
      terms: new Map([...parts.map((part): [string, number] => [part, 1]), [sum, -1]]),
      sum: 0,
    });
  for (const place of places)
    for (const [sum, parts] of sums)
      equate(
        `${place}: ${sum}`,
        parts.map((part) => `${place}: ${part}`),
      );
  const whats = new Set([...sums.flatMap(([sum, parts]) => [sum, ...parts])]);
  for (const [whole, parts] of partsOf)
    for (const what of whats)
      equate(
        `${whole}: ${what}`,
        parts.map((part) => `${part}: ${what}`),
      );
  for (const [name, counts] of told)
    for (const count of counts)
      if (count !== 'null') equations.push({ terms: new Map([[name, 1]]), sum: Number(count) });
  return equations;
}

const classes = fc.record({
  students: fc.integer({ min: 5, max: 400 }),
  seed: fc.integer({ min: 1, max: 1e9 }),
});
const modelOf = ({ students, seed }: { students: number; seed: number }) => {
  const random = createRandom(seed, 'registry');
  return randomClass(students, () => random.int(0, 999_999) / 1_000_000);
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
          const point = suppressedPoint(hour, college);
          const same = (what: string, count: number | null | undefined) =>
            expect(String(count), `${place}: ${what}`).toBe([...(told.get(`${place}: ${what}`) ?? ['0'])][0]);
          same('students', point.students);
          for (const [cell, outcome] of outcomes.entries()) {
            same(`overall ${outcome}`, point.outcomes[cell]);
            for (const code of classDepartments)
              same(`${code} ${outcome}`, point.departments.get(code)?.[cell]);
          }
          for (const { step, count } of point.steps) same(`step ${stepText(step)}`, count);
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

  test('is told the truth where anything is told, and something is', () => {
    const model = modelOf({ students: 400, seed: 7 });
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
        const bounds = inferBounds(knownEquations(model, told), chosen.students);
        for (const [name, truth] of countTruth(model).counts) {
          if (truth < 1 || truth > 9) continue;
          const [least, most] = bounds.get(name) ?? [0, chosen.students];
          hidden += 1;
          expect(most, `${name} is ${truth}, in ${JSON.stringify(chosen)}`).toBeGreaterThan(least);
        }
      }),
      { numRuns: 25, seed: 11 },
    );
    expect(hidden).toBeGreaterThan(500);
    expect(classReasons).toContain('STALE');
  });
});
