import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { schemaDirectory } from './schema-copy.ts';

/** How a command ended and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `schema/<script>` as a process of its own with these arguments, until it ends. */
export async function runCli(script: string, ...args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [join(schemaDirectory, script), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [[code], out, err] = await Promise.all([
    once(child, 'close'),
    text(child.stdout),
    text(child.stderr),
  ]);
  return { code: typeof code === 'number' ? code : null, out, err };
}
