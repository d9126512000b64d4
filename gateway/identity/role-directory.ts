import type { Role } from './roles.ts';

/** What a person may act as, most powerful first; none: nobody who may be here. Or nobody could be asked. */
export type RolesRead =
  | { readonly kind: 'roles'; readonly roles: readonly Role[] }
  | { readonly kind: 'unavailable' };

/** The roles of a person, as our own store has them at this moment; never rejects. */
export type RolesOf = (sub: string) => Promise<RolesRead>;

/** Roles in the order in which a session begins with one: the first is chosen unless the person chooses another. */
export function orderRoles(roles: readonly Role[]): readonly Role[] {
  return [...new Set(roles)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

const ORDER = ['registrar', 'staff', 'desk', 'analyst', 'integrator', 'student'];

function rank(role: Role): number {
  return ORDER.indexOf(role.startsWith('staff:') ? 'staff' : role);
}
