import type { Role } from '../identity/roles.ts';
import type { Viewer } from '../request/viewer.ts';
import { type Rule, somebody } from './rules.ts';

/** In what quality somebody asks: a role, or nobody's. */
export type Holder = Role | 'anonymous';

/** The quality a viewer asks in. */
export function holderOf(viewer: Viewer): Holder {
  return viewer.kind === 'person' ? viewer.role : 'anonymous';
}

/**
 * Whether a rule lets a holder through.
 *
 * @param self whether `self` may count: true where the object's owner is made sure of otherwise, by an argument or by
 * comparing the answer's owner with the viewer
 */
export function allows(rule: Rule, holder: Holder, self: boolean): boolean {
  return rule.every((policies) => policies.some((all) => all.every((name) => holds(name, holder, self))));
}

/** Whether a student passes a rule as themselves only, so that whose it is must be made sure of. */
export function needsSelf(rule: Rule): boolean {
  return allows(rule, 'student', true) && !allows(rule, 'student', false);
}

function holds(name: string, holder: Holder, self: boolean): boolean {
  switch (name) {
    case 'public':
      return true;
    case 'self':
      return self && holder === 'student';
    case 'staff':
      return holder.startsWith('staff:');
    case somebody:
      return holder !== 'anonymous';
    default:
      return holder !== 'anonymous' && holder === name;
  }
}
