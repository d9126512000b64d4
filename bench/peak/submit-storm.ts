import { setTimeout as wait } from 'node:timers/promises';
import type { Pool } from 'undici';
import type { StormResult } from './load-messages.ts';
import { at } from './percentile.ts';
import { departments } from './standing.ts';
import type { Authorize } from './tokens.ts';
import { trustedId } from './trusted-ids.ts';
import type { Truth } from './truth.ts';

/** What a storm works with. */
export interface StormParts {
  readonly gateway: Pool;
  readonly authorize: Authorize;
  readonly truth: Truth;
  /** The storm is spread over so long; nobody tries for longer than three times that. Milliseconds. */
  readonly spreadMs: number;
}

interface Payload {
  readonly __typename: string;
  readonly replayed?: boolean;
  readonly retryable?: boolean;
  readonly retryAfterMs?: number | null;
  readonly submission?: { readonly serial: string; readonly student: { readonly studentId: string } };
}

/** Every so many students press the button twice, in two tabs. */
const TWICE_EVERY = 4;
const PAUSE_MS = 1_000;

/**
 * Lets each student submit, again when told that this may help, and holds every answer against the truth: no acceptance
 * while a department does not pass, one new submission a student, one serial a student, the student's own.
 */
export async function runStorm(
  students: readonly string[],
  { gateway, authorize, truth, spreadMs }: StormParts,
): Promise<StormResult> {
  const document = trustedId('SubmitClearance');
  const deadline = performance.now() + spreadMs * 3;
  const accepted: Record<string, string> = {};
  const fresh = new Map<string, number>();
  const refused = new Set<string>();
  const faults: string[] = [];
  const times: number[] = [];
  let calls = 0;

  async function call(student: string, key: string): Promise<Payload | null> {
    calls += 1;
    try {
      const { statusCode, body } = await gateway.request({
        method: 'POST',
        path: '/graphql',
        headers: {
          'content-type': 'application/json',
          'x-client-name': 'web',
          'idempotency-key': key,
          authorization: authorize(student),
        },
        body: JSON.stringify({ documentId: document, variables: { input: { idempotencyKey: key } } }),
      });
      const text = await body.text();
      if (statusCode !== 200) return null;
      return (
        (JSON.parse(text) as { data?: { submitClearance: Payload | null } }).data?.submitClearance ?? null
      );
    } catch {
      return null;
    }
  }

  function check(student: string, payload: Payload, from: number): void {
    if (payload.__typename === 'ClearanceNotEligible') refused.add(student);
    if (!payload.submission) return;
    const { serial, student: whose } = payload.submission;
    if (whose.studentId !== student) faults.push(`${student} was shown the form of ${whose.studentId}`);
    if (accepted[student] !== undefined && accepted[student] !== serial)
      faults.push(`${student} has two serials`);
    accepted[student] = serial;
    if (payload.__typename !== 'ClearanceSubmitted' || payload.replayed) return;
    fresh.set(student, (fresh.get(student) ?? 0) + 1);
    const span = { from, to: performance.now() };
    for (const department of departments)
      if (!truth.passedWithin(department, student, span))
        faults.push(`${student} was accepted while ${department} did not pass`);
  }

  async function submit(student: string, key: string): Promise<'final' | 'unfinished'> {
    const began = performance.now();
    for (;;) {
      const from = performance.now();
      const payload = await call(student, key);
      if (payload) check(student, payload, from);
      if (payload && payload.retryable !== true) {
        times.push(performance.now() - began);
        return 'final';
      }
      if (performance.now() > deadline) return 'unfinished';
      await wait(payload?.retryAfterMs ?? PAUSE_MS);
    }
  }

  const ends = await Promise.all(
    students.map(async (student, index) => {
      await wait((spreadMs * index) / students.length);
      const tabs = index % TWICE_EVERY === 0 ? ['first-tab', 'second-tab'] : ['first-tab'];
      return Promise.all(tabs.map((tab) => submit(student, `peak-${tab}-${student}`)));
    }),
  );
  for (const [student, times] of fresh)
    if (times > 1) faults.push(`${student} was told ${times} times to be new`);
  return {
    calls,
    accepted,
    notEligible: refused.size,
    unfinished: ends.filter((tabs) => tabs.includes('unfinished')).length,
    p50: at(times, 0.5),
    p99: at(times, 0.99),
    faults,
  };
}
