import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { LoadOrder, Preparation, ShapeOrder, ShapeResult } from './load-messages.ts';

/** The process that makes the load. */
export interface LoadGenerator {
  readonly pid: number;
  readonly run: (order: ShapeOrder) => Promise<ShapeResult>;
  /** Asks until the gateway answers whole pages again, 12 s at most. */
  readonly settle: () => Promise<void>;
  readonly end: () => Promise<void>;
}

/** Starts it; resolves when every token is signed. Orders are given one at a time, and reject where the process ends. */
export async function startLoadGenerator(preparation: Preparation): Promise<LoadGenerator> {
  const child = fork(join(import.meta.dirname, 'load-process.ts'), { stdio: 'inherit' });
  const ended = once(child, 'exit');
  const give = async (order: LoadOrder): Promise<unknown> => {
    const answered = once(child, 'message');
    child.send(order);
    const gone = ended.then(([status]) =>
      Promise.reject(new Error(`The load generator ended with ${status}`)),
    );
    return (await Promise.race([answered, gone]))[0];
  };
  await give(preparation);
  return {
    pid: child.pid ?? 0,
    run: async (order) => (await give(order)) as ShapeResult,
    settle: async () => void (await give({ kind: 'settle' })),
    end: async () => {
      await give({ kind: 'end' });
      child.disconnect();
      await ended;
    },
  };
}
