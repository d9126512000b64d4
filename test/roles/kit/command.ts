import { startChild } from '../../kit/child.ts';

/** Runs `npm run roles -- ARGS` to its end. */
export async function runRolesCommand(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ readonly status: number | null; readonly text: string }> {
  const child = startChild('start/roles/main.ts', args, env);
  const status = await child.ended;
  return { status, text: child.lines.join('\n') };
}
