import { outcomes } from '../../../subgraphs/clearance/reports/figures/columns.ts';
import { courseOf } from '../../../subgraphs/clearance/reports/figures/items.ts';
import type { Model } from '../../../subgraphs/clearance/reports/figures/live-model.ts';
import { requiredOf } from '../../../subgraphs/clearance/reports/figures/scope.ts';
import { stepOf, stepText } from '../../../subgraphs/clearance/reports/figures/standings.ts';
import { CLASS_NOW, classDepartments } from './random-class.ts';

/** Every cell of a class, counted one student at a time. */
export interface Truth {
  /** By `place: what`; cells of nobody are absent. */
  readonly counts: ReadonlyMap<string, number>;
  readonly places: ReadonlySet<string>;
  /** The parts that a place is divided into, in each way. */
  readonly partsOf: readonly (readonly [whole: string, parts: readonly string[]])[];
}

/** Counts a class by hand. */
export function countTruth(model: Model): Truth {
  const { columns } = model;
  const counts = new Map<string, number>();
  const places = new Set(['class']);
  const divided = new Map<string, Set<string>>();
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (let index = 0; index < columns.ids.length; index += 1) {
    const college = columns.colleges.textOf(columns.college[index] ?? 0);
    const major = columns.majors.textOf(columns.major[index] ?? 0);
    const level = columns.levels.textOf(columns.level[index] ?? 0);
    const leave = columns.leaves.textOf(columns.leave[index] ?? 0);
    const divide = (way: string, part: string) => divided.set(way, (divided.get(way) ?? new Set()).add(part));
    divide('class/college', college);
    divide('class/level', level);
    divide('class/leave', leave);
    divide(`${college}/major`, major);
    for (const place of ['class', college, major, level, leave]) {
      places.add(place);
      for (const what of whatsOf(model, index)) add(`${place}: ${what}`);
    }
  }
  const partsOf = [...divided].map(([way, parts]) => [way.split('/')[0] ?? '', [...parts]] as const);
  return { counts, places, partsOf };
}

function whatsOf(model: Model, index: number): string[] {
  const { columns, standings } = model;
  return [
    'students',
    `overall ${outcomes[standings.outcome[index] ?? 0]}`,
    ...stepNames(standings.step[index] ?? 0),
    ...classDepartments.flatMap((code) => {
      if (!requiredOf(model, index).includes(code)) return [`${code} not required`];
      const department = columns.departments.get(code);
      const outcome = (department?.outcome[index] ?? 0) - 1;
      const reasons = columns.reasonsOfSet[department?.reasons[index] ?? 0] ?? [];
      const course = courseOf(model, code, index, CLASS_NOW);
      return [
        `${code} required`,
        `${code} ${outcomes[outcome]}`,
        ...reasons.map((reason) => `${code} because ${columns.reasonCodes.textOf(reason)}`),
        ...(outcome > 0 ? [`${code} open`] : []),
        ...(course === null ? [] : coursesOf(course).map((what) => `${code} ${what}`)),
      ];
    }),
  ];
}

/** A step as analysts see it, and of who is not started also with how many departments do not pass. */
export function stepNames(step: number): [name: string, ...more: string[]] {
  const { stage, blockedBy } = stepOf(step);
  return stage === 'NOT_STARTED'
    ? [`step ${stage}`, `step ${stage} ${blockedBy}`]
    : [`step ${stepText(step)}`];
}

function coursesOf({ hours, inTime }: { hours: number | null; inTime: boolean | null }): string[] {
  if (hours !== null) return ['timed', 'judged', inTime ? 'in time' : 'late'];
  return inTime === false ? ['judged', 'open late'] : ['open in time'];
}
