import { parseArgs } from 'node:util';

/** A command line understood, or what is wrong with it. */
export type ExportCommandLine =
  | {
      readonly kind: 'export';
      readonly department: string;
      readonly kindName: string | undefined;
      readonly out: string;
    }
  | { readonly kind: 'usage'; readonly fault: string | null };

/** What `npm run export` prints when it is not understood. */
export const exportUsage = `用法 · usage
  npm run export -- <department> [--kind KIND] [--out DIR]
  department: registry library archives apartment finance
  --kind  只导出一种，例如 finance-charges · one kind only
  --out   目录，默认 export · directory`;

/** Reads the words after `npm run export --`. */
export function readExportCommand(argv: readonly string[]): ExportCommandLine {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { kind: { type: 'string' }, out: { type: 'string', default: 'export' } },
    });
    const [department, surplus] = positionals;
    if (department === undefined) return { kind: 'usage', fault: null };
    if (surplus !== undefined)
      return { kind: 'usage', fault: `多余的参数 one argument too many: ${surplus}` };
    return { kind: 'export', department, kindName: values.kind, out: values.out };
  } catch (error) {
    return { kind: 'usage', fault: error instanceof Error ? error.message : String(error) };
  }
}
