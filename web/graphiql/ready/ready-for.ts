import { mayReadReports } from '../../app/may-read-reports.ts';
import { openQueries } from './open-queries.ts';
import type { ReadyQuery } from './ready-query.ts';
import { readyReports } from './ready-reports.ts';

/** The part of the collection that a role may run: reports, or what tells of no student. @param role null: none */
export function readyFor(role: string | null): readonly ReadyQuery[] {
  if (!mayReadReports(role)) return openQueries;
  return readyReports(/^staff:(.+)$/.exec(role ?? '')?.[1]);
}

/** The query of the collection that a link names; null: there is none. */
export function readyNamed(name: string): ReadyQuery | null {
  return [...readyReports(), ...openQueries].find((query) => query.name === name) ?? null;
}
