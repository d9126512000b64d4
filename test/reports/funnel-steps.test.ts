import { describe, expect, test } from 'vitest';
import { exactFigures } from '../../subgraphs/clearance/reports/figures/exact-figures.ts';
import { funnelSteps, stepText } from '../../subgraphs/clearance/reports/figures/standings.ts';
import { analystFigures } from '../../subgraphs/clearance/reports/suppression/analyst-figures.ts';
import { readAnalystRequest } from '../../subgraphs/clearance/reports/suppression/analyst-request.ts';
import { createRememberedClasses } from '../../subgraphs/clearance/reports/suppression/remembered-classes.ts';
import { everything } from './kit/every-report.ts';
import { CLASS_NOW, CLASS_YEAR, classDepartments, randomClass } from './kit/random-class.ts';

const [NOT_STARTED_4, READY] = [1_004, 0];
const named = (present: readonly number[]) => funnelSteps(present, 4).map(stepText);
const WAY_OUT = ['READY', 'SUBMITTED', 'HANDED_OVER'];

describe('a funnel', () => {
  test.each([
    ['of nobody', [], []],
    ['of who is ready', [READY], []],
    ['of who is blocked by one', [1], ['BLOCKED_BY_1']],
    [
      'of who is blocked by three and one',
      [1, NOT_STARTED_4, 3],
      ['BLOCKED_BY_3', 'BLOCKED_BY_2', 'BLOCKED_BY_1'],
    ],
  ])('%s has every stage, and none missing in between', (_who, present, blocked) => {
    expect(named(present)).toEqual(['NOT_STARTED', ...blocked, ...WAY_OUT]);
  });

  test('has not started once for each number of departments that somebody needs', () => {
    expect(funnelSteps([1_001, 1_004], 4).slice(0, 2)).toEqual([1_004, 1_001]);
    expect(funnelSteps([], 4)[0]).toBe(NOT_STARTED_4);
  });

  test('of a class is whole for everybody, with as many as there are', () => {
    // Everybody passes everywhere, and nobody has submitted.
    const model = randomClass(40, { severalReasons: false, excuses: false }, () => 0.999);
    const scope = { ...everything, classYears: [CLASS_YEAR] };
    const whole = [
      { step: 1_002, count: 0 },
      { step: 0, count: 40 },
      { step: -1, count: 0 },
      { step: -2, count: 0 },
    ];
    expect(exactFigures(model, scope, classDepartments, CLASS_NOW).funnel()).toEqual(whole);
    const configured = { classes: model.standings.rules, classYear: CLASS_YEAR };
    const request = readAnalystRequest(scope, [], configured);
    const judged = createRememberedClasses()(model, CLASS_YEAR, CLASS_NOW);
    expect(analystFigures({ model, request, ...judged, departments: classDepartments }).funnel()).toEqual(
      whole,
    );
    const nowhere = readAnalystRequest({ ...scope, collegeCodes: ['NONE'] }, [], configured);
    const empty = analystFigures({
      model,
      request: nowhere,
      ...judged,
      departments: classDepartments,
    }).funnel();
    expect(empty).toEqual(whole.map((one) => ({ ...one, count: 0 })));
  });
});
