import type { Viewer } from '../kit/graph/viewer.ts';

/**
 * Whether a viewer may know that a student exists: students themselves, staff and registrar.
 *
 * Outside production nobody-in-particular may, too, so that the sample class can be tried without a token.
 */
export function maySeeStudent(viewer: Viewer, studentId: string, production: boolean): boolean {
  if (viewer.kind === 'anonymous') return !production;
  if (viewer.role === 'student') return viewer.sub === studentId;
  return maySeeRoster(viewer, production);
}

/** Whether a viewer may list students: staff and registrar. */
export function maySeeRoster(viewer: Viewer, production: boolean): boolean {
  if (viewer.kind === 'anonymous') return !production;
  return viewer.role === 'registrar' || viewer.role.startsWith('staff:');
}
