import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The gateway as a process of its own. */
export interface GatewayProcess {
  /** Resolves with the exit status when the gateway ends by itself or is stopped. */
  readonly ended: Promise<number>;
  /** Lets it drain, and resolves when it has ended. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts the gateway in front of the given subgraphs.
 *
 * @param urls base address by subgraph name, e.g. `{ library: 'http://127.0.0.1:41523' }`; its `/readyz` is 503 until each of them was ready once
 */
export function startGateway(urls: Readonly<Record<string, string>>, env: NodeJS.ProcessEnv): GatewayProcess {
  const routing = Object.entries(urls).map(([name, url]) => [
    `SUBGRAPH_${name.toUpperCase()}_URL`,
    `${url}/graphql`,
  ]);
  const waitFor = Object.values(urls).map((url) => `${url}/readyz`);
  const child = spawn(
    process.execPath,
    [...process.execArgv, fileURLToPath(new URL('../gateway/main.ts', import.meta.url))],
    {
      // An address in the environment wins: that is how an integrator tries a subgraph of their own in the whole graph.
      env: { ...Object.fromEntries(routing), ...env, WAIT_FOR: waitFor.join(',') },
      // The channel carries nothing: its end tells the gateway that this process is gone, even when it was killed.
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
  const ended = endOf(child);
  return {
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function endOf(child: ChildProcess): Promise<number> {
  const [status] = (await once(child, 'exit')) as [number | null];
  return status ?? 1;
}
