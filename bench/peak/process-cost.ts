import { readdirSync, readFileSync } from 'node:fs';

/** CPU up to now, milliseconds, user and system. */
export interface CpuTimes {
  /** Of one process. */
  readonly of: (pid: number) => number;
  /** Of what this process started, directly or not, and of those that have ended already. */
  readonly started: number;
  /** Of the whole machine: what was used, and what there was. */
  readonly machine: { readonly busy: number; readonly all: number };
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly own: number;
  /** Of its children that have ended and whose end it has heard of. */
  readonly ofEnded: number;
}

// Linux counts in hundredths of a second for everybody, whatever the kernel's own clock is.
const TICK_MS = 10;

/** Reads what everybody has used so far. */
export function readCpu(): CpuTimes {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(readProcess);
  const byPid = new Map(processes.map((one) => [one.pid, one]));
  const isStarted = ({ parent }: Process): boolean => {
    const above = byPid.get(parent);
    return parent === process.pid || (above !== undefined && isStarted(above));
  };
  const [first = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  const ticks = first.split(/\s+/).slice(1, 9).map(Number);
  const all = ticks.reduce((sum, one) => sum + one, 0);
  const [idle = 0, waiting = 0] = ticks.slice(3);
  return {
    of: (pid) => byPid.get(pid)?.own ?? 0,
    started: processes.filter(isStarted).reduce((sum, { own, ofEnded }) => sum + own + ofEnded, 0),
    machine: { busy: (all - idle - waiting) * TICK_MS, all: all * TICK_MS },
  };
}

/** Connections that some program of the machine was too late to accept, so far: who made them waits for nothing. */
export function readOverflows(): number {
  const [names, values] = readFileSync('/proc/net/netstat', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('TcpExt:'))
    .map((line) => line.split(' '));
  return Number(values?.[names?.indexOf('ListenOverflows') ?? -1] ?? 0);
}

/** Memory of the process that is resident just now, and at most so far, megabytes. */
export function memoryOf(pid: number): { readonly now: number; readonly most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1_024;
  return { now: megabytes('VmRSS'), most: megabytes('VmHWM') };
}

/** Processes that a process started and that have not ended. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(readProcess)
    .filter(({ parent }) => parent === pid)
    .map((one) => one.pid);
}

function readProcess(name: string): Process[] {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
    // The name of the program, in brackets, may hold spaces.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [, parent = 0] = fields;
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11);
    const [own, ofEnded] = [(user + system) * TICK_MS, (endedUser + endedSystem) * TICK_MS];
    return [{ pid: Number(name), parent, own, ofEnded }];
  } catch {
    // It has ended since the list was made.
    return [];
  }
}
