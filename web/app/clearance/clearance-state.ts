import type { ClearanceStudent } from '../../show/graph-types.ts';
import type { DepartmentFault } from '../../show/standings.ts';
import type { GraphFault, NoData } from '../graph/answer.ts';

/** What the clearance page knows. */
export type ClearanceState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'fault'; readonly fault: NoData }
  /** There is no such student. */
  | { readonly kind: 'absent' }
  | ClearanceShown;

/** The student, and what could not be asked. */
export interface ClearanceShown {
  readonly kind: 'shown';
  readonly student: ClearanceStudent;
  readonly faults: readonly DepartmentFault[];
}

/** The state that an answer of the page's query, or an event of its subscription, means. */
export function stateOf(student: ClearanceStudent | null, faults: readonly GraphFault[]): ClearanceState {
  if (student !== null) return { kind: 'shown', student, faults: departmentFaults(faults) };
  const isAbsent = faults.length === 0 || faults.some(({ extensions }) => extensions?.code === 'NOT_FOUND');
  if (isAbsent) return { kind: 'absent' };
  return { kind: 'fault', fault: { kind: 'refused', code: faults[0]?.extensions?.code ?? '' } };
}

/** Which departments could not be asked, once each. */
function departmentFaults(faults: readonly GraphFault[]): DepartmentFault[] {
  const found = new Map<string, DepartmentFault>();
  for (const { path, extensions = {} } of faults) {
    const department = extensions.department ?? String(path?.[1] ?? '');
    const { departmentName: unitName = null, phone = null } = extensions;
    if (department !== '') found.set(department, { department, unitName, phone });
  }
  return [...found.values()];
}
