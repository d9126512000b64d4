import {
  closeSync,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Running } from './world.ts';

const IN_USE = 'the new one is in use';
const PATIENCE_MS = 60_000;
const TURN = /^# turn (\d+)\n/;

/**
 * Gives ours another supergraph, which differs from the one before in one description: nothing that it remembered belongs to
 * it, and its process goes on warm. Resolves when it is in use.
 */
export async function forgetEverything({ supergraphFile, logFile }: Running): Promise<void> {
  const from = statSync(logFile).size;
  const text = readFileSync(supergraphFile, 'utf8');
  const turn = Number(TURN.exec(text)?.[1] ?? 0) + 1;
  const rest = text.replace(TURN, '').replace(/What can be asked[^"\n]*/, `What can be asked ${turn}`);
  // Nobody reads half of it.
  writeFileSync(`${supergraphFile}.next`, `# turn ${turn}\n${rest}`);
  renameSync(`${supergraphFile}.next`, supergraphFile);
  const deadline = performance.now() + PATIENCE_MS;
  while (!readFrom(logFile, from).includes(IN_USE)) {
    if (performance.now() > deadline) throw new Error(`No new supergraph is in use, see ${logFile}`);
    await wait(50);
  }
}

/** What was logged since; the whole may be hundreds of megabytes. */
function readFrom(file: string, from: number): string {
  const opened = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(Math.max(0, fstatSync(opened).size - from));
    readSync(opened, bytes, 0, bytes.length, from);
    return bytes.toString();
  } finally {
    closeSync(opened);
  }
}
