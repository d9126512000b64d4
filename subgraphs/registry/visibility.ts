import { seesStudents, type Viewer } from '../kit/graph/viewer.ts';

/** Whether a person may know by number that a student exists: students themselves, staff and registrar. Nobody else. */
export function maySeeStudent(viewer: Viewer, studentId: string): boolean {
  if (viewer.kind === 'anonymous') return false;
  return viewer.role === 'student' ? viewer.sub === studentId : seesStudents(viewer);
}

/** Whether a person may list students: staff and registrar. */
export function maySeeRoster(viewer: Viewer): boolean {
  return viewer.kind === 'person' && seesStudents(viewer);
}
