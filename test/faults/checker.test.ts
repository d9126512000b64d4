import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { checkHistory } from './check-history.ts';
import { type CallLine, type HistoryLine, openHistory, readHistory, type SubmissionLine } from './history.ts';

const required = ['library', 'finance'];
const WALL = 1_600_000_000_000;

const call = (
  id: number,
  start: number,
  answer: CallLine['answer'],
  changes: Partial<CallLine> = {},
): CallLine => ({
  kind: 'call',
  id,
  process: 'clearance-1',
  student: 'S1',
  key: 'key-1',
  input: '{}',
  start,
  end: start + 100,
  answer,
  ...changes,
});

const verdict = (
  department: string,
  version: string,
  outcome: 'PASSED' | 'NOT_PASSED',
  from: number,
): HistoryLine => ({
  kind: 'verdict',
  department,
  student: 'S1',
  outcome,
  version,
  from,
});

const evidence = (library: string, finance: string): SubmissionLine['evidence'] => [
  { department: 'library', outcome: 'PASSED', version: library },
  { department: 'finance', outcome: 'PASSED', version: finance },
];

const stored: SubmissionLine = {
  kind: 'submission',
  serial: 'A',
  student: 'S1',
  edition: 1,
  void: false,
  required,
  evidence: evidence('1.1', '1.3'),
  committedWall: WALL + 1_090,
};

// Finance flips at 500 and back at 900; a submission begins at 1000, is committed at 1090, and asked after later.
const good: readonly HistoryLine[] = [
  { kind: 'run', required, remark: 'by hand' },
  { kind: 'clock', at: 0, atWall: WALL },
  verdict('library', '1.1', 'PASSED', 0),
  verdict('finance', '1.1', 'PASSED', 0),
  verdict('finance', '1.2', 'NOT_PASSED', 500),
  verdict('finance', '1.3', 'PASSED', 900),
  call(1, 600, { type: 'ClearanceNotEligible', failing: ['finance'] }, { key: 'key-0' }),
  call(2, 1_000, { type: 'ClearanceSubmitted', serial: 'A', replayed: false }),
  call(3, 1_010, { type: 'ClearanceSubmitted', serial: 'A', replayed: true }),
  call(4, 1_020, { type: 'SubmissionInProgress' }),
  call(5, 2_000, { type: 'ClearanceAlreadySubmitted', serial: 'A' }, { key: 'key-2' }),
  call(6, 2_000, { type: 'IdempotencyKeyReused' }, { input: '{"studentId":"S1"}' }),
  call(
    7,
    2_000,
    { type: 'ClearanceSubmitted', serial: 'A', replayed: true },
    { end: 9_000, process: 'clearance-2' },
  ),
  { kind: 'stopped', process: 'clearance-2', from: 2_050, to: 5_000 },
  stored,
  { kind: 'key', student: 'S1', key: 'key-1', serial: 'A' },
  { kind: 'outbox', type: 'submitted', serial: 'A' },
];

const without = (kind: HistoryLine['kind']) => good.filter((line) => line.kind !== kind);
const withSubmission = (changes: Partial<SubmissionLine>) => [
  ...without('submission'),
  { ...stored, ...changes },
];
const withCall = (changed: CallLine) => [
  ...good.filter((line) => line.kind !== 'call' || line.id !== changed.id),
  changed,
];

/** The oracles that the history breaks, with the first sentence of each. */
function broken(lines: readonly HistoryLine[]): string[] {
  return [...Map.groupBy(checkHistory(lines), ({ oracle }) => oracle)].map(
    ([oracle, [first]]) => `${oracle} ${first?.sentence}`,
  );
}

test('a history in which everything is true breaks nothing', () => {
  expect(checkHistory(good)).toEqual([]);
});

const second: HistoryLine[] = [
  { kind: 'outbox', type: 'submitted', serial: 'B' },
  { kind: 'key', student: 'S1', key: 'key-2', serial: 'B' },
  call(8, 1_000, { type: 'ClearanceSubmitted', serial: 'B', replayed: false }, { key: 'key-2' }),
];

describe.each<[string, readonly HistoryLine[], RegExp]>([
  [
    'two rows of one edition',
    [...good, ...second, { ...stored, serial: 'B', void: true, committedWall: WALL + 1_000 }],
    /^O1 S1 has 2 submissions of edition 1/,
  ],
  [
    'two rows of two editions, neither void',
    [...good, ...second, { ...stored, serial: 'B', edition: 2, committedWall: WALL + 1_000 }],
    /^O1 S1 has 2 submissions that are not void/,
  ],
  [
    'evidence whose versions were never current together',
    [...good, verdict('library', '1.2', 'PASSED', 400)],
    /^O2 .* no instant in the last 4 s/,
  ],
  [
    'evidence that was last current 4.5 s before the commit',
    [
      ...withSubmission({ evidence: evidence('1.1', '1.1'), committedWall: WALL + 5_000 }).filter(
        ({ kind }) => kind !== 'call',
      ),
      call(2, 400, { type: 'ClearanceSubmitted', serial: 'A', replayed: false }, { end: 5_100 }),
    ],
    /^O2 .* no instant/,
  ],
  [
    'a commit 100 ms before the evidence was current',
    [...withSubmission({ committedWall: WALL + 800 })],
    /^O2 .* no instant/,
  ],
  [
    'evidence of a version that failed',
    withSubmission({ evidence: evidence('1.1', '1.2') }),
    /^O2 .* that no department gave as PASSED/,
  ],
  [
    'evidence of a version that never was',
    withSubmission({ evidence: evidence('1.1', '1.4') }),
    /^O2 .* that no department gave/,
  ],
  [
    'evidence that is NOT_PASSED',
    withSubmission({ evidence: evidence('1.1', '1.3').map((one) => ({ ...one, outcome: 'NOT_PASSED' })) }),
    /^O2 .* not PASSED/,
  ],
  [
    'a department without evidence',
    withSubmission({ evidence: evidence('1.1', '1.3').slice(1) }),
    /^O2 .* has evidence of finance for/,
  ],
  [
    'a submission that requires too little',
    withSubmission({ required: ['finance'], evidence: evidence('1.1', '1.3').slice(1) }),
    /^O2 .* for finance, not of finance,library/,
  ],
  [
    'a serial that is not stored',
    withCall(call(3, 1_010, { type: 'ClearanceSubmitted', serial: 'X', replayed: true })),
    /^O3 Call 3 .* names X, which is no submission/,
  ],
  [
    "another student's serial",
    withCall(call(5, 2_000, { type: 'ClearanceAlreadySubmitted', serial: 'A' }, { student: 'S2' })),
    /^O3 Call 5 of S2.* names A/,
  ],
  [
    'a success under a key that did not submit',
    withCall(call(5, 2_000, { type: 'ClearanceSubmitted', serial: 'A', replayed: true }, { key: 'key-2' })),
    /^O3 Call 5 .* not submitted under its key/,
  ],
  [
    "another key blamed for the call's own success",
    withCall(call(3, 1_010, { type: 'ClearanceAlreadySubmitted', serial: 'A' })),
    /^O3 Call 3 .* blames another key/,
  ],
  [
    'two answers that say they were first',
    withCall(call(3, 1_010, { type: 'ClearanceSubmitted', serial: 'A', replayed: false })),
    /^O3 A of S1 was told 2 times/,
  ],
  [
    'a writer who was told a refusal',
    withCall(call(2, 1_000, { type: 'ClearanceNotEligible', failing: ['library'] })),
    /^O3 /,
  ],
  [
    'no answer at all that says it was first',
    withCall(call(2, 1_000, { type: 'ClearanceSubmitted', serial: 'A', replayed: true })),
    /^O3 A .* every call of its key denies/,
  ],
  ['a row that nobody asked for', without('call'), /^O3 A .* nobody called with its key/],
  ['a row without its key', without('key'), /^O3 /],
  [
    'a refusal after the commit',
    withCall(call(5, 2_000, { type: 'DepartmentsUnavailable' }, { key: 'key-2' })),
    /^O3 Call 5 .* began after A was committed/,
  ],
  [
    'a success told before the commit',
    withCall(call(3, 700, { type: 'ClearanceSubmitted', serial: 'A', replayed: true })),
    /^O3 Call 3 .* before it was committed/,
  ],
  [
    'a refusal for a department that passed',
    withCall(call(1, 200, { type: 'ClearanceNotEligible', failing: ['finance'] }, { key: 'key-0' })),
    /^O3 Call 1 .* names finance, which passed/,
  ],
  [
    'a key called reused that was not',
    withCall(call(6, 2_000, { type: 'IdempotencyKeyReused' }, { key: 'key-9' })),
    /^O3 Call 6 .* one thing only/,
  ],
  ['an outbox that is silent', without('outbox'), /^O4 The outbox does not tell of A/],
  [
    'an outbox that tells twice',
    [...good, { kind: 'outbox', type: 'submitted', serial: 'A' }],
    /^O4 .* twice/,
  ],
  [
    'an outbox that tells of nothing',
    [...good, { kind: 'outbox', type: 'submitted', serial: 'Z' }],
    /^O4 .* Z, which is not stored/,
  ],
  [
    'a call of 6.3 s',
    withCall(call(4, 1_020, { type: 'SubmissionInProgress' }, { end: 7_320 })),
    /^O5 Call 4 of S1 took 6300 ms/,
  ],
  ['a stop that explains only part of a long call', without('stopped'), /^O5 Call 7 of S1 took 7000 ms/],
])('%s', (_what, lines, sentence) => {
  test('is found, and breaks that oracle only', () => {
    expect(broken(lines)).toEqual([expect.stringMatching(sentence)]);
  });
});

describe('the command', () => {
  const directory = mkdtempSync(join(tmpdir(), 'clearance-history-'));
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  test('reads a file, skips a line that a killed process left unfinished, and tells by its status', () => {
    const write = (name: string, lines: readonly HistoryLine[]) => {
      const file = join(directory, name);
      const history = openHistory(file);
      for (const line of lines) history.add(line);
      history.close();
      return file;
    };
    const run = (file: string) =>
      execFileSync(process.execPath, [join(import.meta.dirname, 'check-history.ts'), file], {
        encoding: 'utf8',
      });
    const file = write('good.jsonl', good);
    expect(run(file)).toBe('7 calls, 1 submissions, 0 violations\n');
    expect(readHistory(file)).toEqual(good);
    expect(() => run(write('bad.jsonl', without('outbox')))).toThrow(/Command failed/);
  });
});
