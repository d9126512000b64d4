import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { getCompileCacheDir } from 'node:module';
import { dirname, join } from 'node:path';
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

/** Starts a process that can be given a supergraph later; it ends with this one, which it does not keep alive. */
export function spawnPlanner(): ChildProcess {
  const child = fork(join(import.meta.dirname, 'planning-process.ts'), [], {
    env: compiledBefore(),
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.unref();
  child.channel?.unref();
  return child;
}

/**
 * Gives a process, a new one unless one is given, the supergraph; `hear` is told every answer. It knows nothing of the
 * environment but where Node keeps what it compiled, and does not keep this process alive. Rejects with the planner's own
 * words where the SDL is no supergraph, and where the process does not start or ends first.
 */
export async function forkPlanner(
  supergraphSdl: string,
  prefer: RawPlanner['name'],
  hear: (answer: FromPlanner) => void,
  given?: ChildProcess,
): Promise<ForkedPlanner> {
  const child = given !== undefined && isRunning(given) ? given : spawnPlanner();
  // It is waited for.
  child.ref();
  child.channel?.ref();
  // One that cannot be started at all never exits.
  const ended = once(child, 'exit').then(
    () => {},
    () => {},
  );
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
  const heard = Promise.race([once(child, 'message'), gone]).finally(() => clearTimeout(patience));
  const [first] = (await heard) as [FromPlanner];
  if (first.kind !== 'ready') {
    end();
    throw new Error(first.kind === 'unfit' ? first.reason : 'The process that plans spoke out of turn.');
  }
  child.on('message', hear);
  child.unref();
  child.channel?.unref();
  return { name: first.name, instead: first.instead, ask, ended, end };
}

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

/** The cache has a directory for each version of Node in it. */
function compiledBefore(): Record<string, string> {
  const directory = getCompileCacheDir();
  return directory === undefined ? {} : { NODE_COMPILE_CACHE: dirname(directory) };
}
