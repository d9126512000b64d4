import type { RoleGrant } from '../../subgraphs/registry/roles/role-store.ts';
import type { RolesCommand } from './command.ts';

type Change = Exclude<RolesCommand, { kind: 'list' }>;

/** What was done. */
export function changedLine({ kind, sub, role, by }: Change): string {
  return kind === 'grant'
    ? `已授予 ${sub} 角色 ${role}（经办人 ${by}），自下一次请求起生效 · granted, from the next request on`
    : `已收回 ${sub} 的角色 ${role}（经办人 ${by}），自下一次请求起生效 · revoked, from the next request on`;
}

/** That nothing was to be done; `held` is since when the role is held. */
export function unchangedLine({ kind, sub, role }: Change, held: RoleGrant | null): string {
  if (kind === 'revoke') return `${sub} 没有角色 ${role}，未作更改 · does not have it, nothing was changed`;
  const since = held ? `（${timeOf(held.grantedAt)}，经办人 ${held.grantedBy}）` : '';
  return `${sub} 已有角色 ${role}${since}，未作更改 · has it already, nothing was changed`;
}

const HEADER = ['学工号 SUB', '角色 ROLE', '授予时间 GRANTED', '经办人 BY'];
const HISTORY_HEADER = [...HEADER, '收回时间 REVOKED', '经办人 BY'];

/** Grants as a table with a header; a sentence where there are none. */
export function grantTable(
  grants: readonly RoleGrant[],
  { sub, history }: Extract<RolesCommand, { kind: 'list' }>,
): string[] {
  if (grants.length === 0)
    return [`${sub === null ? '' : `${sub}: `}没有${history ? '授予过' : ''}角色 · no roles`];
  const rows = grants.map((grant) => [
    grant.sub,
    grant.role,
    timeOf(grant.grantedAt),
    grant.grantedBy,
    ...(history ? [grant.revokedAt ? timeOf(grant.revokedAt) : '-', grant.revokedBy ?? '-'] : []),
  ]);
  const table = [history ? HISTORY_HEADER : HEADER, ...rows];
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => widthOf(row[column] ?? ''))),
  );
  return table.map((row) =>
    row
      .map((cell, column) => padded(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

const SHANGHAI = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** `2020-06-15 10:00:00`, in Shanghai. */
function timeOf(instant: Date): string {
  return SHANGHAI.format(instant);
}

function padded(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - widthOf(cell)));
}

// A terminal shows these two columns wide.
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

function widthOf(text: string): number {
  return [...text].reduce((width, letter) => width + (WIDE.test(letter) ? 2 : 1), 0);
}
