import { parseArgs } from 'node:util';
import { isSubject } from '../../subgraphs/registry/roles/role-form.ts';
import type { RolesCommand } from './command.ts';

/** A command line understood, or what is wrong with it. */
export type RolesCommandLine =
  | { readonly kind: 'command'; readonly command: RolesCommand }
  | { readonly kind: 'usage'; readonly fault: string | null };

/** What `npm run roles` prints when it is not understood. */
export const rolesUsage = `用法 · usage
  npm run roles -- grant SUB ROLE [--by NAME]    授予角色 give a person a role
  npm run roles -- revoke SUB ROLE [--by NAME]   收回角色 take it back
  npm run roles -- list [SUB] [--history]        列出角色 list roles; --history: 含已收回 revoked ones, too

SUB   学工号 student or staff number, as the university's login names the person
ROLE  registrar, desk, analyst, integrator, staff:<department>
--by  经办人 who does it (default: the login name of this machine)`;

/** Reads the words after `npm run roles --`; `user` is who does it unless `--by` says so. */
export function readRolesCommand(argv: readonly string[], user: string): RolesCommandLine {
  const parsed = parse(argv);
  if (parsed.kind === 'fault') return usage(parsed.fault);
  const { values, positionals } = parsed;
  const [verb, sub, role] = positionals;
  if (values.help || verb === undefined) return usage(null);
  const extra = positionals[verb === 'list' ? 2 : 3];
  if (extra !== undefined) return usage(`多余的参数 one argument too many: ${extra}`);
  if (sub !== undefined && !isSubject(sub)) return usage(notASubject('SUB', sub));
  if (verb === 'list') return command({ kind: 'list', sub: sub ?? null, history: values.history });
  if (verb !== 'grant' && verb !== 'revoke') return usage(`没有命令 ${verb}。There is no command ${verb}.`);
  if (sub === undefined) return usage('缺少 SUB · SUB is missing');
  if (role === undefined) return usage('缺少 ROLE · ROLE is missing');
  const by = values.by ?? user;
  if (!isSubject(by)) return usage(notASubject('--by', by));
  return command({ kind: verb, sub, role, by });
}

function parse(argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        by: { type: 'string' },
        history: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return { kind: 'parsed', values, positionals } as const;
  } catch (error) {
    return { kind: 'fault', fault: error instanceof Error ? error.message : String(error) } as const;
  }
}

function command(understood: RolesCommand): RolesCommandLine {
  return { kind: 'command', command: understood };
}

function usage(fault: string | null): RolesCommandLine {
  return { kind: 'usage', fault };
}

function notASubject(what: string, text: string): string {
  return (
    `${what} ${JSON.stringify(text)}: 应为 1 至 64 位字母、数字、. _ @ -，以字母或数字开头；` +
    'must have 1 to 64 letters, digits, . _ @ -, the first of them a letter or a digit'
  );
}
