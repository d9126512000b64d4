import { fault } from '../../kit/graph/graph-errors.ts';
import { seesStudents, type Viewer } from '../../kit/graph/viewer.ts';
import type { Actor } from '../record/actor.ts';

/** Passes registrars and staff, who may see people. @throws UNAUTHENTICATED for nobody, FORBIDDEN for everybody else */
export function requireExporter(viewer: Viewer): Actor {
  if (viewer.kind === 'anonymous') throw fault('UNAUTHENTICATED');
  if (!seesStudents(viewer)) throw fault('FORBIDDEN');
  return { sub: viewer.sub, role: viewer.role };
}
