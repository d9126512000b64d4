import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { FromPlanner, ToPlanner } from './planning-messages.ts';
import type { RawPlanner } from './raw-planner.ts';

/** A process that plans, ready to be asked. */
export interface ForkedPlanner {
  readonly name: RawPlanner['name'];
  /** Why it is not the planner that was preferred; null: it is. */
  readonly instead: string | null;
  ask(question: ToPlanner): void;
  /** Resolves when the process has ended, whatever the reason. */
  readonly ended: Promise<void>;
  end(): void;
}

/** Milliseconds for a process to start and read the supergraph; Apollo's planner takes the most of it. */
const START_MS = 60_000;

/**
 * Starts a process and gives it the supergraph; `hear` is told every answer. It knows nothing of the environment, and does not
 * keep this process alive. Rejects with the planner's own words where the SDL is no supergraph, and where the process ends first.
 */
export async function forkPlanner(
  supergraphSdl: string,
  prefer: RawPlanner['name'],
  hear: (answer: FromPlanner) => void,
): Promise<ForkedPlanner> {
  const child = fork(join(import.meta.dirname, 'planning-process.ts'), [], {
    env: {},
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const ended = once(child, 'exit').then(() => {});
  const ask = (question: ToPlanner) => void child.send(question, () => {});
  const end = () => {
    // Whoever waits for its end is kept alive until then.
    child.ref();
    child.kill('SIGKILL');
  };
  const patience = setTimeout(end, START_MS);
  const gone = ended.then(() => {
    throw new Error('The process that plans ended before it was ready.');
  });
  gone.catch(() => {});
  ask({ kind: 'supergraph', sdl: supergraphSdl, prefer });
  const [first] = (await Promise.race([once(child, 'message'), gone])) as [FromPlanner];
  clearTimeout(patience);
  if (first.kind !== 'ready') {
    end();
    throw new Error(first.kind === 'unfit' ? first.reason : 'The process that plans spoke out of turn.');
  }
  child.on('message', hear);
  child.unref();
  child.channel?.unref();
  return { name: first.name, instead: first.instead, ask, ended, end };
}
