import { type Child, startChild } from '../../kit/child.ts';

/** How a command ended. */
export interface Ended {
  readonly status: number | null;
  readonly text: string;
}

/** `npm run import -- ARGS` as a process of its own. */
export function startImport(args: readonly string[], env: NodeJS.ProcessEnv): Child {
  return startChild('start/import/main.ts', args, env);
}

/** Runs `npm run import -- ARGS` to its end. */
export async function runImportCommand(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  return endOf(startImport(args, env));
}

/** Runs `npm run export -- ARGS` to its end. */
export async function runExportCommand(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  return endOf(startChild('start/export/main.ts', args, env));
}

async function endOf(child: Child): Promise<Ended> {
  const status = await child.ended;
  return { status, text: child.lines.join('\n') };
}
