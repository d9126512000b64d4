import {
  departmentOf,
  grantableRoles,
  isGrantable,
  isSubject,
} from '../../subgraphs/registry/roles/role-form.ts';
import { type RoleStore, SAMPLE_GRANTER } from '../../subgraphs/registry/roles/role-store.ts';
import type { RolesCommand } from './command.ts';
import { changedLine, grantTable, unchangedLine } from './say-roles.ts';

/** Where roles are kept, and what there are departments of. */
export interface RoleBook {
  readonly store: RoleStore;
  /** Codes that may stand behind `staff:`. */
  readonly departments: readonly string[];
}

/** 0 done, also where nothing was to be done; 2 not understood. */
type Status = 0 | 2;

/** Does what a command says, and says what changed. Faults of the database are thrown. */
export async function runRoles(
  { store, departments }: RoleBook,
  command: RolesCommand,
  line: (text: string) => void,
): Promise<Status> {
  if (command.kind === 'list') {
    const grants = await store.list(command.sub, command.history ? 'all' : 'open');
    for (const text of grantTable(grants, command)) line(text);
    return 0;
  }
  const refusal = refusalOf(command, departments);
  if (refusal !== null) {
    line(refusal);
    return 2;
  }
  const { sub, role, by } = command;
  if (command.kind === 'grant') {
    const { changed, held } = await store.grant({ sub, role, by });
    line(changed ? changedLine(command) : unchangedLine(command, held));
    return 0;
  }
  const closed = await store.revoke({ sub, role, by });
  line(closed ? changedLine(command) : unchangedLine(command, null));
  return 0;
}

function refusalOf(
  { kind, sub, role, by }: Exclude<RolesCommand, { kind: 'list' }>,
  departments: readonly string[],
): string | null {
  if (!isSubject(sub) || !isSubject(by)) return '学工号格式不正确。SUB or NAME is malformed.';
  if (role === 'student')
    return 'student 由学籍名册决定，不能授予或收回。Who is a student is in the register; the role cannot be given or taken.';
  if (kind === 'grant' && by === SAMPLE_GRANTER)
    return `--by ${SAMPLE_GRANTER}: 保留给样例数据 is kept for the sample people`;
  const known = grantableRoles(departments);
  // What was given in the past can be taken whatever became of the department.
  const department = isGrantable(role) ? departmentOf(role) : null;
  const exists =
    isGrantable(role) && (kind === 'revoke' || department === null || departments.includes(department));
  return exists
    ? null
    : `没有角色 ${JSON.stringify(role)}，只有 ${known.join('、')}。There is no such role; there are ${known.join(', ')}.`;
}
