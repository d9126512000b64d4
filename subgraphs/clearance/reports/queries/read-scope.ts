import { badInput, requireText } from '../../record/input-text.ts';
import type { ReportDimension, ReportFilter } from '../../schema.generated.ts';
import type { Scope } from '../figures/scope.ts';

const MOST_VALUES = 200;

/** Checks a filter; a list without values matches all. @throws BAD_USER_INPUT that names the field */
export function readScope(
  filter: ReportFilter | null | undefined,
  knownDepartments: readonly string[],
): Scope {
  const departments = listOf('departments', filter?.departments);
  const unknown = departments?.find((code) => !knownDepartments.includes(code));
  if (unknown !== undefined)
    throw badInput(
      'departments',
      `只有 ${knownDepartments.join('、')}`,
      `there are ${knownDepartments.join(', ')}`,
    );
  return {
    classYears: listOf('classYears', filter?.classYears),
    collegeCodes: textsOf('collegeCodes', filter?.collegeCodes),
    majors: textsOf('majors', filter?.majors),
    studyLevels: listOf('studyLevels', filter?.studyLevels),
    leaveTypes: listOf('leaveTypes', filter?.leaveTypes),
    departments,
    outcomes: listOf('outcomes', filter?.outcomes),
    reasons: textsOf('reasons', filter?.reasons),
    stages: listOf('stages', filter?.stages),
  };
}

/** Checks what is grouped by: each dimension once, four at most. @throws BAD_USER_INPUT */
export function readDimensions(dimensions: readonly ReportDimension[]): readonly ReportDimension[] {
  if (dimensions.length > 4) throw badInput('groupBy', '最多 4 项', 'may have 4 dimensions at most');
  if (new Set(dimensions).size < dimensions.length)
    throw badInput('groupBy', '不可重复', 'may have each dimension once');
  return dimensions;
}

function listOf<Value>(field: string, values: readonly Value[] | null | undefined): readonly Value[] | null {
  if (!values || values.length === 0) return null;
  if (values.length > MOST_VALUES)
    throw badInput(field, `最多 ${MOST_VALUES} 个值`, `may have ${MOST_VALUES} values at most`);
  return [...new Set(values)];
}

function textsOf(field: string, values: readonly string[] | null | undefined): readonly string[] | null {
  return listOf(field, values)?.map((value) => requireText(value, field, 100)) ?? null;
}
