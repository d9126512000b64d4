import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Who holds a data directory. */
export interface LockHolder {
  readonly pid: number;
  /** Kernel start time of that process where the system tells it: a reused pid is another process. */
  readonly processStart: string | null;
  /** Where the holder can be reached, e.g. http://127.0.0.1:4000. */
  readonly address: string;
  /** Where the holder takes commands from this machine, such as imports; absent where it takes none. */
  readonly control?: ControlAddress;
}

/** Where a process takes commands, and what proves that the sender may read its data directory. */
export interface ControlAddress {
  /** On loopback, e.g. http://127.0.0.1:41523. */
  readonly url: string;
  /** Random, at least 128 bits. */
  readonly secret: string;
}

export type LockResult =
  | { readonly kind: 'locked'; readonly release: () => void }
  | { readonly kind: 'held'; readonly holder: LockHolder; readonly sentence: string };

const FILE = 'lock.json';

/**
 * Takes the data directory for this process, or says who has it.
 *
 * PGlite has no lock of its own: two processes on one directory both acknowledge writes and lose rows. A lock
 * left by a process that no longer runs is taken over.
 *
 * @param directory created where absent
 * @param address where this process can be reached; a later command reads it from the lock
 * @param control where this process takes commands; the lock file is readable by its owner only
 */
export function lockDirectory(directory: string, address: string, control?: ControlAddress): LockResult {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, FILE);
  const mine: LockHolder = {
    pid: process.pid,
    processStart: processStart(process.pid),
    address,
    ...(control && { control }),
  };
  for (;;) {
    if (writeExclusively(path, mine)) return { kind: 'locked', release: () => release(path) };
    const holder = readHolder(path);
    if (holder && isAlive(holder)) return { kind: 'held', holder, sentence: sentence(directory, holder) };
    setAside(path);
  }
}

function writeExclusively(path: string, holder: LockHolder): boolean {
  try {
    writeFileSync(path, JSON.stringify(holder), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

// Renaming is atomic, so of two processes that find the same dead holder only one moves it. The slower one may
// move the winner's new lock instead: it looks at what it moved and puts a living holder back.
function setAside(path: string): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const moved = readHolder(aside);
  if (moved && isAlive(moved)) renameSync(aside, path);
  else rmSync(aside, { force: true });
}

/** The holder that the lock file names, or null where there is none or it is torn. */
export function readHolder(path: string): LockHolder | null {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isHolder(value) ? value : null;
  } catch {
    return null;
  }
}

function isHolder(value: unknown): value is LockHolder {
  return typeof value === 'object' && value !== null && 'pid' in value && Number.isInteger(value.pid);
}

function isAlive(holder: LockHolder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: it runs, as somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const start = processStart(holder.pid);
  return start === null || holder.processStart === null || start === holder.processStart;
}

function processStart(pid: number): string | null {
  try {
    // Field 22 of proc_pid_stat(5); the command in parentheses before it may hold spaces.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function release(path: string): void {
  if (readHolder(path)?.pid === process.pid) rmSync(path, { force: true });
}

function sentence(directory: string, holder: LockHolder): string {
  return (
    `The data directory ${directory} is held by process ${holder.pid} (${holder.address}). ` +
    'Stop that process, or set DATA_DIR to another directory. ' +
    `数据目录正被进程 ${holder.pid} 使用，请先停止它，或设置其他 DATA_DIR。`
  );
}
