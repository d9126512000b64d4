import type { Viewer } from '../../../kit/graph/viewer.ts';
import type { ServiceProfile } from '../../../kit/service/profile.ts';
import type { Model } from '../../reports/figures/live-model.ts';
import { type Scope, studentsIn } from '../../reports/figures/scope.ts';
import { readScope } from '../../reports/queries/read-scope.ts';
import { departmentsFor } from '../../reports/queries/report-query.ts';
import type { ReportFilter } from '../../schema.generated.ts';
import type { ExportedDepartment } from '../write/file-columns.ts';

/** What a person in a role is told, and which students of a filter. */
export interface ExportView {
  readonly scope: Scope;
  /** Departments whose reasons may be told. */
  readonly reasonsOf: readonly string[];
}

/** What `Query.clearances` would tell this viewer of a filter. @throws FORBIDDEN, or BAD_USER_INPUT that names the field */
export function viewFor(viewer: Viewer, filter: ReportFilter | null, profile: ServiceProfile): ExportView {
  const reasonsOf = departmentsFor(viewer, profile);
  const scope = readScope(filter, reasonsOf);
  // Reasons are a department's own affair: staff look for theirs.
  const isStaff = viewer.kind === 'person' && viewer.role.startsWith('staff:');
  const own = isStaff && scope.reasons ? { ...scope, departments: scope.departments ?? reasonsOf } : scope;
  return { scope: own, reasonsOf };
}

/** Departments that rows may have, in the order of the page. */
export function departmentsOf({ classes, units }: ServiceProfile): readonly ExportedDepartment[] {
  const codes = new Set(classes.flatMap(({ requires }) => requires));
  return [...codes].map((code) => ({ code, name: units[code]?.unitName.zh ?? null }));
}

/** Numbers of the students that a scope holds, in no order. */
export function studentsOf(model: Model, scope: Scope): string[] {
  return studentsIn(model, scope).map((index) => model.columns.ids[index] ?? '');
}

/** Gives the next students after a number, in order, and how many follow it altogether. */
export type NextStudents = (
  model: Model,
  after: string,
  most: number,
) => { readonly ids: readonly string[]; readonly left: number };

/** Walks through a scope; what matches is looked for again whenever the model changed. */
export function walkThrough(scope: Scope): NextStudents {
  let revision: number | null = null;
  let sorted: readonly string[] = [];
  return (model, after, most) => {
    const { columns } = model;
    if (revision !== columns.revision) {
      sorted = studentsOf(model, scope).sort();
      revision = columns.revision;
    }
    const begin = firstAfter(sorted, after);
    return { ids: sorted.slice(begin, begin + most), left: sorted.length - begin };
  };
}

function firstAfter(sorted: readonly string[], after: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') <= after) low = middle + 1;
    else high = middle;
  }
  return low;
}
