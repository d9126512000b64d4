import type { ReportsCommand } from './command.ts';

/** A command line understood, or what is wrong with it. */
export type ReportsCommandLine =
  | { readonly kind: 'command'; readonly command: ReportsCommand }
  | { readonly kind: 'usage'; readonly fault: string | null };

/** What `npm run reports` prints when it is not understood. */
export const reportsUsage = `用法 · usage
  npm run reports -- rebuild [SOURCE ...]     重建统计数据 read the read model of the reports anew
  npm run reports -- reconcile [SOURCE ...]   核对统计数据 compare it, and say what was off

SOURCE  registry 或部门代码 or the code of a department（缺省：全部 default: all of them）`;

/** Reads the words after `npm run reports --`. */
export function readReportsCommand(argv: readonly string[]): ReportsCommandLine {
  const [verb, ...sources] = argv;
  if (verb === undefined || verb === '--help' || verb === '-h') return { kind: 'usage', fault: null };
  if (verb !== 'rebuild' && verb !== 'reconcile')
    return { kind: 'usage', fault: `没有命令 ${verb}。There is no command ${verb}.` };
  const odd = sources.find((source) => !/^[a-z][a-z0-9-]{0,31}$/.test(source));
  if (odd !== undefined)
    return { kind: 'usage', fault: `${JSON.stringify(odd)} 不是部门代码 is no code of a department` };
  return { kind: 'command', command: { kind: verb, sources } };
}
