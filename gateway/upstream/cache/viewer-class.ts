import type { Viewer } from '../../request/viewer.ts';

/**
 * Who may be shown the same cached value: a text to put into its key, or null where nothing may be shared.
 *
 * Departments still see the caller's own token and answer by it, so a value is shared within a role only, and among
 * students with nobody: a student reads themselves. `staff:<department>` is a role of its own. Anonymous callers are a
 * class, unless they sent an Authorization that the gateway could not read and the departments perhaps can. Once the
 * gateway authorises and asks as itself, one class is enough.
 */
export function viewerClass(viewer: Viewer, authorization: string | undefined): string | null {
  if (viewer.kind === 'anonymous') return authorization === undefined ? 'anonymous' : null;
  return viewer.role === 'student' ? personClass(viewer) : viewer.role;
}

/** The class of one person alone, for what the registry answers to that person. */
export function personClass(viewer: Extract<Viewer, { kind: 'person' }>): string {
  return `${viewer.role} ${viewer.sub}`;
}
