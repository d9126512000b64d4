import { readFileSync } from 'node:fs';
import { type Child, startChild } from '../../kit/child.ts';

/** One more gateway, a process. */
export interface GatewayProcess {
  readonly child: Child;
  readonly url: string;
}

/** @param env what the graph's processes are told (`Graph.env`), with whatever is different here */
export async function startGateway(env: NodeJS.ProcessEnv): Promise<GatewayProcess> {
  const child = startChild('gateway/main.ts', [], env);
  const url = (await child.line(/"address":"([^"]+)"/))[1] as string;
  return { child, url };
}

/** Resident memory of a process, megabytes: now, and the most it ever was. */
export function residentMegabytes(pid: number): { readonly now: number; readonly peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const field = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) / 1_024;
  return { now: field('VmRSS'), peak: field('VmHWM') };
}
