import { join } from 'node:path';
import { type Child, startChild } from '../kit/child.ts';
import type { DepartmentCommand } from './department-command.ts';
import type { EntityCounts } from './entity-server.ts';

/** The departments that the class of the tests requires, in the order of the page. */
export const departmentCodes = ['library', 'archives', 'apartment', 'finance'] as const;

/** One of them. */
export type DepartmentCode = (typeof departmentCodes)[number];

/** A department, or the registry, as a process of its own that a test commands. */
export interface DepartmentProcess {
  /** The address of its GraphQL; stays across restarts. */
  readonly url: string;
  readonly command: (command: DepartmentCommand) => Promise<void>;
  /** What it saw since this was last asked. */
  readonly counts: () => Promise<EntityCounts>;
  readonly signal: (name: NodeJS.Signals) => void;
  /** `kill -9`. */
  readonly kill: () => Promise<void>;
  /** Starts it again at the same address; it remembers what it said. */
  readonly restart: () => Promise<void>;
}

/** Starts a department that writes its history to `<directory>/<code>.jsonl`. */
export function startDepartment(code: DepartmentCode, directory: string): Promise<DepartmentProcess> {
  const env = { DEPARTMENT: code, HISTORY: join(directory, `${code}.jsonl`) };
  return startCommanded('test/faults/department-process.ts', env);
}

/** Starts the registry: everybody is on the roster but those whose number begins with X. */
export function startRegistry(): Promise<DepartmentProcess> {
  return startCommanded('test/faults/registry-process.ts', {});
}

async function startCommanded(file: string, env: NodeJS.ProcessEnv): Promise<DepartmentProcess> {
  const start = async (port: string): Promise<[Child, string]> => {
    const started = startChild(file, [], { ...env, PORT: port });
    return [started, (await started.line(/^listens on (\S+)/))[1] as string];
  };
  let [child, address] = await start('0');
  const tell = async (command: object): Promise<unknown> => {
    const response = await fetch(`${address}/control`, { method: 'POST', body: JSON.stringify(command) });
    if (!response.ok)
      throw new Error(`A department answered ${response.status} to ${JSON.stringify(command)}`);
    return response.json();
  };
  return {
    url: `${address}/graphql`,
    command: async (command) => void (await tell(command)),
    counts: async () => (await tell({ do: 'counts' })) as EntityCounts,
    signal: (name) => child.signal(name),
    kill: () => child.end(),
    restart: async () => {
      [child, address] = await start(new URL(address).port);
    },
  };
}
