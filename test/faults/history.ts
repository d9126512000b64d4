import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';

// The file format: JSON Lines, one `HistoryLine` a line, in no particular order, UTF-8. Instants are milliseconds of
// the machine's monotonic clock (see monotonic.ts) except where the name says `Wall`: those are milliseconds since 1970.

/** What was asked of the run as a whole; once in a file. */
export interface RunLine {
  readonly kind: 'run';
  /** The departments that every submission needs. */
  readonly required: readonly string[];
  /** How the run came about, e.g. a seed. */
  readonly remark: string;
}

/** One instant by both clocks; at least one in a file. Wall clock of the database's machine. */
export interface ClockLine {
  readonly kind: 'clock';
  readonly at: number;
  readonly atWall: number;
}

/** What a client was told. */
export type CallAnswer =
  | { readonly type: 'ClearanceSubmitted'; readonly serial: string; readonly replayed: boolean }
  | { readonly type: 'ClearanceAlreadySubmitted'; readonly serial: string }
  | { readonly type: 'ClearanceNotEligible'; readonly failing: readonly string[] }
  /** Another member of the union, by its name. */
  | { readonly type: string }
  /** An answer with `errors`: no promise was made. */
  | { readonly type: 'error'; readonly code: string }
  /** The connection ended, or the client gave up: nothing was told. */
  | { readonly type: 'lost' };

/** One call of `submitClearance` by a client. */
export interface CallLine {
  readonly kind: 'call';
  readonly id: number;
  /** The process that was called. */
  readonly process: string;
  /** The caller, who is the student. */
  readonly student: string;
  readonly key: string;
  /** What the input said beside the key; a key may be used for one of these only. */
  readonly input: string;
  readonly start: number;
  readonly end: number;
  readonly answer: CallAnswer;
}

/** A serving process stood still, or was killed (`to` null), at someone's command. */
export interface StoppedLine {
  readonly kind: 'stopped';
  readonly process: string;
  readonly from: number;
  readonly to: number | null;
}

/** From `from` on, until its next line about the student, the department gives this verdict. */
export interface VerdictLine {
  readonly kind: 'verdict';
  readonly department: string;
  readonly student: string;
  readonly outcome: 'PASSED' | 'NOT_PASSED' | 'UNKNOWN';
  readonly version: string;
  readonly from: number;
}

/** A row of the final database. */
export interface SubmissionLine {
  readonly kind: 'submission';
  readonly serial: string;
  readonly student: string;
  readonly edition: number;
  /** A confirmed reopening made it void. */
  readonly void: boolean;
  readonly required: readonly string[];
  readonly evidence: readonly {
    readonly department: string;
    readonly outcome: string;
    readonly version: string;
  }[];
  /** The server's own record of the commit, which no shifted clock reaches. */
  readonly committedWall: number;
}

/** A completed key of the final database: who submitted what under it. */
export interface KeyLine {
  readonly kind: 'key';
  readonly student: string;
  readonly key: string;
  readonly serial: string;
}

/** A row of the final outbox. */
export interface OutboxLine {
  readonly kind: 'outbox';
  readonly type: string;
  readonly serial: string;
}

/** A line of a history file. */
export type HistoryLine =
  | RunLine
  | ClockLine
  | CallLine
  | StoppedLine
  | VerdictLine
  | SubmissionLine
  | KeyLine
  | OutboxLine;

/** Adds lines to a file. */
export interface HistoryWriter {
  /** The line is with the operating system when this returns: killing the process loses none. */
  readonly add: (line: HistoryLine) => void;
  readonly close: () => void;
}

/** A writer that appends to `file`, which it creates where it is absent. */
export function openHistory(file: string): HistoryWriter {
  const descriptor = openSync(file, 'a');
  return {
    add: (line) => void writeSync(descriptor, `${JSON.stringify(line)}\n`),
    close: () => closeSync(descriptor),
  };
}

/** The lines of a file. A last line that a killed process left unfinished is left out; it had no effect yet. */
export function readHistory(file: string): HistoryLine[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  // What follows the last line feed is empty or unfinished.
  return lines.slice(0, -1).map((line) => JSON.parse(line) as HistoryLine);
}
