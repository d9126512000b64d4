const plain = ['registrar', 'desk', 'analyst', 'integrator'];
const STAFF = /^staff:([a-z][a-z0-9-]{0,31})$/;
const SUBJECT = /^[\p{L}\p{N}][\p{L}\p{N}._@-]{0,63}$/u;

/** Whether a text can name a person: 1 to 64 letters, digits, `.`, `_`, `@`, `-`; the gateway's rule is the same. */
export function isSubject(text: unknown): text is string {
  return typeof text === 'string' && SUBJECT.test(text);
}

/** Whether a role can be granted. `student` cannot: the register says who is one. */
export function isGrantable(role: unknown): role is string {
  return typeof role === 'string' && (plain.includes(role) || STAFF.test(role));
}

/** Roles as a person would type them, for messages; `departments` are the codes behind `staff:`. */
export function grantableRoles(departments: readonly string[]): string[] {
  return [...plain, ...departments.map((code) => `staff:${code}`)];
}

/** The department whose staff the role is; null for other roles. */
export function departmentOf(role: string): string | null {
  return STAFF.exec(role)?.[1] ?? null;
}
