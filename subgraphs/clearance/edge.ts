import type { Outcome } from '../kit/verdict/verdict.ts';
import { parseVersion } from '../kit/verdict/version.ts';

/**
 * What a department's edge says, however it arrived.
 *
 * Null, missing, failed, an outcome outside the enum, or no well-formed version: all are UNKNOWN, so that
 * nothing but a well-formed PASSED can pass.
 */
export function outcomeOfEdge(edge: unknown): Outcome {
  if (typeof edge !== 'object' || edge === null) return 'UNKNOWN';
  const { outcome, version } = edge as { outcome?: unknown; version?: unknown };
  if (parseVersion(version) === null) return 'UNKNOWN';
  return outcome === 'PASSED' || outcome === 'NOT_PASSED' ? outcome : 'UNKNOWN';
}

/** The field of `Student` that carries a department's edge: the code in camel case (`lab-safety` is `labSafety`). */
export function edgeFieldOf(code: string): string {
  return code.replace(/-([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}
