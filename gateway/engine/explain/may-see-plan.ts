import type { Viewer } from '../../request/viewer.ts';

/** Plans name departments' fields and times: for those who build and those who run the graph, and nobody else. */
const ROLES: ReadonlySet<string> = new Set(['integrator', 'registrar']);

/** Whether `extensions.plan` is told to a viewer who asks for it. */
export function maySeePlan(viewer: Viewer): boolean {
  return viewer.kind === 'person' && ROLES.has(viewer.role);
}
