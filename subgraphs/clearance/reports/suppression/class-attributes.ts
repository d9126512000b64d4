import { outcomes } from '../figures/columns.ts';
import type { Model } from '../figures/live-model.ts';
import { stepOf } from '../figures/standings.ts';
import type { Status } from './analyst-request.ts';
import {
  type Attribute,
  courseAttribute,
  dayAttribute,
  departmentAttribute,
  overallAttribute,
  reasonAttribute,
  stepAttribute,
} from './attributes.ts';

/** The attributes of one class, one of each, so that their cells mean the same wherever they are used. */
export interface ClassAttributes {
  readonly overall: Attribute;
  readonly steps: ReturnType<typeof stepAttribute>;
  readonly department: (code: string) => Attribute;
  readonly reasons: (code: string) => Attribute;
  readonly courses: (code: string) => Attribute;
  readonly days: (code: string | null) => ReturnType<typeof dayAttribute>;
  /** The attribute that a status is one of. */
  readonly of: (status: Status) => Attribute;
  /** Whether a cell of it is of a value, as the filter writes it. */
  readonly isValue: (status: Status, cell: number, value: string) => boolean;
}

/** The attributes over a model at an instant. */
export function createClassAttributes(model: Model, now: number): ClassAttributes {
  const once = remembered();
  const overall = overallAttribute(model);
  const steps = stepAttribute(model);
  const department = once((code) => departmentAttribute(model, code ?? ''));
  const reasons = once((code) => reasonAttribute(model, code ?? ''));
  const courses = once((code) => courseAttribute(model, code ?? '', now));
  const days = once((code) => dayAttribute(model, code));
  return {
    overall,
    steps,
    department,
    reasons,
    courses,
    days,
    of: (status) => {
      switch (status.kind) {
        case 'outcome':
          return status.department === null ? overall : department(status.department);
        case 'reason':
          return reasons(status.department);
        case 'stage':
          return steps;
        case 'day':
          return days(status.department);
        default:
          return status satisfies never;
      }
    },
    isValue: (status, cell, value) => {
      if (status.kind === 'outcome') return outcomes[cell] === value;
      if (status.kind === 'reason') return model.columns.reasonCodes.textOf(cell) === value;
      if (status.kind === 'stage') return stepOf(steps.stepOfCell(cell)).stage === value;
      return days(status.department).dayOfCell(cell) === value;
    },
  };
}

function remembered() {
  return <Value>(make: (code: string | null) => Value) => {
    const made = new Map<string | null, Value>();
    return (code: string | null): Value => {
      const known = made.get(code);
      if (known !== undefined) return known;
      const value = make(code);
      made.set(code, value);
      return value;
    };
  };
}
