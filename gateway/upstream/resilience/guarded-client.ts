import { NO_TOKEN } from '../credentials.ts';
import type { DepartmentCall, DepartmentClient, DepartmentResult } from '../department-client.ts';
import type { Attempt, DepartmentGuard, Refusal } from './department-guard.ts';

/** What a guarded client works with. */
export interface GuardedClientParts {
  readonly guard: DepartmentGuard;
  /** A read that had less than this, because its request was nearly over, does not speak against the department. */
  readonly fairShareMs: number;
  /** A monotonic clock, milliseconds. */
  readonly elapsed: () => number;
  /** Told of a read that was not made. */
  readonly onRefused?: (why: Refusal) => void;
}

/**
 * A client whose reads pass the department's guard. Mutations do not: they are never repeated, and whether one is worth
 * trying is for its caller to say.
 */
export function guardClient(
  client: DepartmentClient,
  { guard, fairShareMs, elapsed, onRefused }: GuardedClientParts,
): DepartmentClient {
  const read = (call: DepartmentCall) =>
    guard.read<DepartmentResult>({
      signal: call.signal,
      attempt: async () => {
        const began = elapsed();
        const result = await client.send(call);
        return { value: result, verdict: verdictOf(result, call, elapsed() - began >= fairShareMs) };
      },
      refused: (why) => {
        onRefused?.(why);
        // Whoever knows older facts may show them, as for a department that does not answer.
        return {
          kind: 'failed',
          failure: why === 'waited too long' ? 'timeout' : 'unavailable',
          detail: why,
        };
      },
    });
  return { send: (call) => (call.kind === 'mutation' ? client.send(call) : read(call)), close: client.close };
}

/** Failures after which the same read may be sent again: nothing was answered, and it changed nothing. */
const MAY_RETRY = /^(status 50[234]|ECONNREFUSED|ECONNRESET|EPIPE|UND_ERR_(CONNECT_TIMEOUT|SOCKET|CLOSED))$/;

function verdictOf(
  result: DepartmentResult,
  call: DepartmentCall,
  hadTime: boolean,
): Attempt<unknown>['verdict'] {
  if (result.kind === 'answered') return call.isJunk?.(result) ? 'failed' : 'fine';
  switch (result.failure) {
    case 'cancelled':
      return 'fine';
    case 'timeout':
      return hadTime ? 'failed' : 'fine';
    case 'bad-response':
    case 'token-refused':
      return 'failed';
    case 'unavailable':
      // What the gateway lacks does not speak against the department.
      if (result.detail === NO_TOKEN) return 'fine';
      return MAY_RETRY.test(result.detail) ? 'may-retry' : 'failed';
    default:
      return result.failure satisfies never;
  }
}
