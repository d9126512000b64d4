/** What a caller may be. `staff:<department>` is staff of one department, by its code. */
export type Role = 'student' | 'registrar' | 'analyst' | 'desk' | 'integrator' | `staff:${string}`;

/** The roles that are no department's. */
export const plainRoles = ['student', 'registrar', 'analyst', 'desk', 'integrator'] as const;
const STAFF = /^staff:[a-z][a-z0-9-]{0,31}$/;

/** The roles as a person would type them, for messages. */
export const roleNames = [
  'student',
  'staff:<department>',
  'registrar',
  'analyst',
  'desk',
  'integrator',
] as const;

/** The role, or null where the text is none. */
export function parseRole(text: unknown): Role | null {
  const found = plainRoles.find((role) => role === text);
  if (found !== undefined) return found;
  return typeof text === 'string' && STAFF.test(text) ? (text as Role) : null;
}

const SUBJECT = /^[\p{L}\p{N}][\p{L}\p{N}._@-]{0,63}$/u;

/** Whether a text can name a caller (a student or staff number, an account): 1 to 64 letters, digits, `.`, `_`, `@`, `-`. */
export function isSubject(text: unknown): text is string {
  return typeof text === 'string' && SUBJECT.test(text);
}
