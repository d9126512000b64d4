import type { Scope } from '../reports/figures/scope.ts';

// Somebody may have typed anything into these, a name for example.
const TYPED: ReadonlySet<string> = new Set(['collegeCodes', 'majors', 'reasons'] satisfies (keyof Scope)[]);

/** Which students an export is about, for the audit log: codes of the graph as they are, of texts only how many. */
export function filterSummary(scope: Scope): Readonly<Record<string, unknown>> {
  const given = Object.entries(scope).filter(([, values]) => values !== null);
  return Object.fromEntries(given.map(([key, values]) => [key, TYPED.has(key) ? values.length : values]));
}
