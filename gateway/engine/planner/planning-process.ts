import { flushCompileCache } from 'node:module';
import { createLocalPlanner, type LocalPlanner } from './local-planner.ts';
import type { FromPlanner, ToPlanner } from './planning-messages.ts';

// Plans operations for the process that forked this one, one after another, and ends with it.

let planner: LocalPlanner | null = null;
let work: Promise<void> = Promise.resolve();
process.on('disconnect', () => process.exit(0));
process.on('message', (message: ToPlanner) => {
  work = work.then(async () => say(await answer(message)));
});

async function answer(message: ToPlanner): Promise<FromPlanner> {
  if (message.kind === 'supergraph') return begin(message.sdl, message.prefer);
  const { id, text, careful } = message;
  try {
    if (planner === null) throw new Error('There is no supergraph yet.');
    return { kind: 'plan', id, ...(await planner.plan(text, careful)) };
  } catch (error) {
    return { kind: 'fault', id, reason: sentenceOf(error) };
  }
}

async function begin(sdl: string, prefer: LocalPlanner['name']): Promise<FromPlanner> {
  try {
    planner = await createLocalPlanner(sdl, prefer);
    // It is ended without notice.
    setTimeout(flushCompileCache, 1_000).unref();
    return { kind: 'ready', name: planner.name, instead: planner.instead };
  } catch (error) {
    return { kind: 'unfit', reason: sentenceOf(error) };
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function say(message: FromPlanner): void {
  process.send?.(message);
}
