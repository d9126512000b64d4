import type { Shape } from '../answer-shape.ts';
import { isRecord } from '../check-answer.ts';
import { compareVersions, isVersion } from './version.ts';

type Entity = Readonly<Record<string, unknown>>;

/** How long a roster fact may be shown when the registry cannot be asked, milliseconds. */
export const STALE_MS = 600_000;
const REGISTRY_MS = 60_000;
const PASSED_MS = 15_000;
const NOT_PASSED_MS = 60_000;

/** Fields of the conclusion that depend on nothing but their inputs, which are in the key, the class's configuration and the day. */
const CONCLUSION = new Set(['outcome', 'passed', 'requiredDepartments']);
const IDENTITY = new Set(['__typename', 'id']);

/**
 * For how many milliseconds what a subgraph said of a student may be shown; 0: it must not be stored.
 *
 * A department's entity lives as long as its shortest edge: PASSED 15 s, NOT_PASSED 60 s, UNKNOWN or null never; an
 * edge without outcome or version, and a field that is no edge, has no rule and is not stored. The registry's facts live
 * 60 s. Of the clearance subgraph a conclusion lives 15 s, as a pass does; anything that holds `state`, `submission` or
 * whatever comes later is never stored. Keys are taken for field names: no client's alias may reach a fetch.
 */
export function lifeOf(subgraph: string, entity: Entity): number {
  const fields = Object.entries(entity).filter(([key]) => !IDENTITY.has(key));
  if (fields.length === 0) return 0;
  if (subgraph === 'registry') return REGISTRY_MS;
  if (subgraph === 'clearance') return fields.every(isConclusion) ? PASSED_MS : 0;
  return Math.min(...fields.map(([, edge]) => lifeOfEdge(edge)));
}

/** Longer than any value of this subgraph lives, by 5 s: how long a tombstone must stand. Milliseconds. */
export function tombstoneLifeOf(subgraph: string): number {
  return (subgraph === 'registry' ? STALE_MS : Math.max(PASSED_MS, NOT_PASSED_MS)) + 5_000;
}

/** The department's version of an entity, the oldest of its edges; null where the subgraph has none (registry, clearance). */
export function versionOf(entity: Entity): string | null {
  const versions = Object.values(entity).flatMap((edge) =>
    isRecord(edge) && isVersion(edge.version) ? [edge.version] : [],
  );
  return versions.length === 0 ? null : versions.reduce((a, b) => (compareVersions(a, b) <= 0 ? a : b));
}

/** Whether an answer of this shape can ever be stored; where not, nothing is looked up for it either. */
export function couldLive(subgraph: string, shape: Shape): boolean {
  const fields = shape.filter(({ key }) => !IDENTITY.has(key));
  if (fields.length === 0) return false;
  if (subgraph === 'registry') return true;
  if (subgraph === 'clearance') return fields.every(({ key }) => CONCLUSION.has(key));
  return fields.every(({ fields: inner }) => {
    const keys = new Set(inner?.map(({ key }) => key));
    return keys.has('outcome') && keys.has('version');
  });
}

function isConclusion([key, value]: [string, unknown]): boolean {
  return CONCLUSION.has(key) && value !== null && value !== undefined && value !== 'UNKNOWN';
}

function lifeOfEdge(edge: unknown): number {
  if (!isRecord(edge) || !isVersion(edge.version)) return 0;
  if (edge.outcome === 'PASSED') return PASSED_MS;
  return edge.outcome === 'NOT_PASSED' ? NOT_PASSED_MS : 0;
}
