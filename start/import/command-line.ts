import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { TransferCommand } from './command.ts';

/** A command line understood, or what is wrong with it. */
export type CommandLine = TransferCommand | { readonly kind: 'usage'; readonly fault: string | null };

/** What `npm run import` prints when it is not understood. */
export const importUsage = `用法 · usage
  npm run import -- <department> FILE [options]   导入部门导出文件 import a department's export
  npm run import -- list                          列出导入记录 list imports
  npm run import -- undo ID                       撤销一次导入 take an import back

department: registry library archives apartment finance
  --dry-run               只核对，不写入 say what would happen, write nothing
  --snapshot              文件是完整清单，缺少的记录将关闭 the file is complete: what it lacks is closed
  --as-of TIME            导出时间 when it was exported: 2020-06-15, 2020-06-15T08:00:00+08:00 or now (default: the file's time)
  --accept-flips          已核对，允许大量变为通过或关闭 the number of verdicts that turn to passed was looked at
  --encoding utf-8|gb18030   --delimiter comma|tab|semicolon   (default: detected)`;

const DELIMITERS = { comma: ',', tab: '\t', semicolon: ';' } as const;

/** Reads the words after `npm run import --`; `now` is what `--as-of now` means. */
export function readImportCommand(argv: readonly string[], now: () => Date): CommandLine {
  const parsed = parse(argv);
  if (parsed.kind === 'fault') return { kind: 'usage', fault: parsed.fault };
  const { values, positionals } = parsed;
  const [first, second] = positionals;
  if (values.help || first === undefined) return { kind: 'usage', fault: null };
  if (positionals.length > 2) return usage(`多余的参数 one argument too many: ${positionals[2]}`);
  if (first === 'list') return { kind: 'list' };
  if (second === undefined)
    return usage(first === 'undo' ? '缺少 ID · ID is missing' : '缺少 FILE · FILE is missing');
  if (first === 'undo') return { kind: 'undo', id: second };
  const asOf = readAsOf(values['as-of'], now);
  if (asOf === null)
    return usage(`--as-of ${values['as-of']}: 请写成 write 2020-06-15, 2020-06-15T08:00:00+08:00 or now`);
  const { encoding, delimiter } = values;
  if (encoding !== undefined && encoding !== 'utf-8' && encoding !== 'gb18030') {
    return usage(`--encoding ${encoding}: utf-8 or gb18030`);
  }
  if (delimiter !== undefined && !isDelimiter(delimiter)) {
    return usage(`--delimiter ${delimiter}: comma, tab or semicolon`);
  }
  return {
    kind: 'import',
    department: first,
    file: resolve(second),
    options: {
      ...(encoding !== undefined && { encoding }),
      ...(delimiter !== undefined && { delimiter: DELIMITERS[delimiter] }),
      ...(asOf !== undefined && { asOf }),
      snapshot: values.snapshot,
      dryRun: values['dry-run'],
      acceptFlips: values['accept-flips'],
    },
  };
}

function parse(argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean', default: false },
        snapshot: { type: 'boolean', default: false },
        'accept-flips': { type: 'boolean', default: false },
        'as-of': { type: 'string' },
        encoding: { type: 'string' },
        delimiter: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return { kind: 'parsed', values, positionals } as const;
  } catch (error) {
    return { kind: 'fault', fault: error instanceof Error ? error.message : String(error) } as const;
  }
}

function usage(fault: string): CommandLine {
  return { kind: 'usage', fault };
}

function isDelimiter(name: string): name is keyof typeof DELIMITERS {
  return Object.hasOwn(DELIMITERS, name);
}

/** The instant; a day is its beginning in Asia/Shanghai, the oldest that it can mean. Null: neither. */
function readAsOf(text: string | undefined, now: () => Date): string | undefined | null {
  if (text === undefined) return undefined;
  if (text === 'now') return now().toISOString();
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const isInstant = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:?\d{2})?$/.test(text);
  if (!isDay && !isInstant) return null;
  const hasZone = /(Z|[+-]\d{2}:?\d{2})$/.test(text) && !isDay;
  const instant = new Date(
    isDay ? `${text}T00:00:00+08:00` : hasZone ? text : `${text.replace(' ', 'T')}+08:00`,
  );
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}
