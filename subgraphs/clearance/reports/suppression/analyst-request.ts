import type { ClassRule } from '../../../kit/service/profile-schema.ts';
import { badInput } from '../../record/input-text.ts';
import type { ReportDimension } from '../../schema.generated.ts';
import type { Scope } from '../figures/scope.ts';

/** An attribute of the roster by which analysts may look at a part of a class, and the ways in which classes are divided. */
export type Division = 'college' | 'level' | 'leave';

/** What of a student's standing is asked for. */
export type Status =
  | { readonly kind: 'outcome' | 'day'; readonly department: string | null }
  | { readonly kind: 'reason'; readonly department: string }
  | { readonly kind: 'stage' };

/** What the configuration says of classes. */
interface Classes {
  readonly classes: readonly ClassRule[];
  readonly classYear: number;
}

/** What an analyst asks about, checked: one class, at most one part of it, at most one attribute of the standing. */
export interface AnalystRequest {
  readonly classYear: number;
  readonly division: Division | null;
  /** The one value of the division; `college|major` of a major. Null: the whole class. */
  readonly part: { readonly college?: string; readonly major?: string; readonly value?: string } | null;
  /** The one department; null: any. */
  readonly department: string | null;
  /** Only those students; null: all. */
  readonly only: { readonly status: Status; readonly value: string } | null;
  readonly roster: Extract<ReportDimension, 'COLLEGE' | 'MAJOR' | 'STUDY_LEVEL' | 'LEAVE_TYPE'> | null;
  readonly grouped: readonly ReportDimension[];
}

const divisionOf = {
  COLLEGE: 'college',
  MAJOR: 'college',
  STUDY_LEVEL: 'level',
  LEAVE_TYPE: 'leave',
} as const;
const statusDimensions: readonly ReportDimension[] = ['OUTCOME', 'REASON', 'STAGE', 'DAY'];

/**
 * What an analyst may ask: cells of tables of one class, divided in one way, by one attribute of the standing. Whatever is
 * asked is a cell, a row or a column of such a table, and what is suppressed there is decided once for the table; unions
 * and intersections that would cut a cell in two cannot be asked for.
 *
 * @param configured the rules of classes, and which class is meant where the filter names none
 * @throws BAD_USER_INPUT that names what is too much
 */
export function readAnalystRequest(
  scope: Scope,
  dimensions: readonly ReportDimension[],
  configured: Classes,
): AnalystRequest {
  const classYear = single('classYears', scope.classYears) ?? configured.classYear;
  const college = single('collegeCodes', scope.collegeCodes);
  const major = single('majors', scope.majors);
  const level = single('studyLevels', scope.studyLevels);
  const leave = single('leaveTypes', scope.leaveTypes);
  const department = single('departments', scope.departments);
  const roster = dimensions.filter(isRoster);
  const filtered: Division[] = [
    ...(college !== null || major !== null ? (['college'] as const) : []),
    ...(level === null ? [] : (['level'] as const)),
    ...(leave === null ? [] : (['leave'] as const)),
  ];
  const divisions = new Set([...filtered, ...roster.map((dimension) => divisionOf[dimension])]);
  if (divisions.size > 1 || roster.length > 1)
    throw badInput(
      'filter, groupBy',
      '只能使用学院与专业、培养层次、离校类别之一',
      'may use one of college with major, study level, leave type',
    );
  const [division = null] = divisions;
  if (division === 'leave') requireOneRule(configured.classes, classYear);
  const value = level ?? leave;
  return {
    classYear,
    division,
    part:
      filtered.length === 0
        ? null
        : {
            ...(college !== null && { college }),
            ...(major !== null && { major }),
            ...(value !== null && { value }),
          },
    department,
    only: readOnly(scope, department, dimensions),
    roster: roster[0] ?? null,
    grouped: checkedStatus(dimensions, department),
  };
}

/**
 * Where leave types need different departments, figures of the whole class are figures of leave types: who needs no library
 * is who withdraws. Two tables would then tell of the same students, and each show what the other hides.
 */
function requireOneRule(classes: readonly ClassRule[], classYear: number): void {
  if (classes.some((rule) => rule.classYear === classYear && rule.leaveTypes !== undefined))
    throw badInput(
      'leaveTypes',
      '不能用于各离校类别须办部门不同的届',
      'cannot be used of a class whose leave types need different departments',
    );
}

function isRoster(dimension: ReportDimension): dimension is keyof typeof divisionOf {
  return Object.hasOwn(divisionOf, dimension);
}

function single<Value>(field: string, values: readonly Value[] | null): Value | null {
  const [only, ...more] = values ?? [];
  if (more.length > 0) throw badInput(field, '只能给出一个值', 'may have one value only');
  return only ?? null;
}

/** The one attribute of the standing that the filter names. */
function readOnly(
  scope: Scope,
  department: string | null,
  dimensions: readonly ReportDimension[],
): AnalystRequest['only'] {
  const outcome = single('outcomes', scope.outcomes);
  const reason = single('reasons', scope.reasons);
  const stage = single('stages', scope.stages);
  const named = [outcome, reason, stage].filter((value) => value !== null);
  const isGrouped = dimensions.some((one) => statusDimensions.includes(one) || one === 'DEPARTMENT');
  if (named.length > 1 || (named.length > 0 && isGrouped))
    throw badInput(
      'filter, groupBy',
      '结论、原因、阶段、日期、部门只能使用其一',
      'may use one of outcome, reason, stage, day and department',
    );
  if (outcome !== null) return { status: { kind: 'outcome', department }, value: outcome };
  if (stage !== null) return { status: { kind: 'stage' }, value: stage };
  if (reason === null) return null;
  if (department === null) throw badInput('reasons', '须同时给出一个部门', 'need a department beside them');
  return { status: { kind: 'reason', department }, value: reason };
}

function checkedStatus(
  dimensions: readonly ReportDimension[],
  department: string | null,
): readonly ReportDimension[] {
  const status = dimensions.filter((dimension) => statusDimensions.includes(dimension));
  if (status.length > 1)
    throw badInput(
      'groupBy',
      '只能含结论、原因、阶段、日期之一',
      'may hold one of outcome, reason, stage, day',
    );
  if (dimensions.includes('DEPARTMENT') && status.includes('STAGE'))
    throw badInput('groupBy', '阶段与部门无关', 'has no stages by department');
  if (status.includes('REASON') && department === null && !dimensions.includes('DEPARTMENT'))
    throw badInput('groupBy', '含原因时须含部门', 'needs the department where it has the reason');
  return dimensions;
}
