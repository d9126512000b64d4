import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isLeafType,
  isObjectType,
} from 'graphql';
import type { OwnerCheck } from './access-plan.ts';
import { isIntrospection } from './field-of.ts';
import { allows, type Holder } from './holder.ts';
import type { Owner } from './owners.ts';
import type { Rules } from './rules.ts';

interface Deciding {
  readonly rules: Rules;
  readonly owners: ReadonlyMap<string, Owner>;
  readonly holder: Holder;
}

/** Where a field stands. */
export interface Position {
  /** Whose the objects around it are is made sure of: by an argument at the root, or by an owner above. */
  readonly covered: boolean;
  readonly isRoot: boolean;
}

/**
 * Whether a holder may read a field. A root field without a rule is nobody's; elsewhere no rule means: as the object
 * around it. Rules of the type around it, and of the type it gives, hold as well.
 */
export function mayRead(
  { rules, owners, holder }: Deciding,
  type: GraphQLObjectType,
  field: Pick<GraphQLField<unknown, unknown>, 'name' | 'type'>,
  { covered, isRoot }: Position,
): boolean {
  const typeRule = rules.ofType(type.name);
  const hasOwner = (name: string) => owners.get(name)?.optional === false;
  const self = isRoot || covered || hasOwner(type.name);
  if (typeRule !== null && !allows(typeRule, holder, self)) return false;
  if (isIntrospection(field.name)) return true;
  const rule = rules.ofField(type.name, field.name);
  if (rule !== null && !allows(rule, holder, self)) return false;
  if (rule === null && typeRule === null && isRoot) return false;
  const given = getNamedType(field.type);
  const givenRule = isLeafType(given) || isObjectType(given) ? rules.ofType(given.name) : null;
  return givenRule === null || allows(givenRule, holder, self || hasOwner(given.name));
}

/** How an owner is found in the answer; `injected`: it must be asked for. */
export interface FoundOwner {
  readonly check: OwnerCheck;
  readonly path: readonly string[];
  readonly injected: boolean;
}

/**
 * The owner check of a selection; null where the holder needs none. A student's objects are compared with the student;
 * of what staff and the registrar read, whatever names a student is told to the audit log. The client's own selection
 * of the number serves where it stands.
 */
export function ownerCheckOf(
  { owners, holder, prefix }: Deciding & { readonly prefix: string },
  type: GraphQLObjectType,
  selected: ReadonlyMap<string, readonly FieldNode[]>,
): FoundOwner | null {
  const owner = owners.get(type.name);
  const purpose = purposeFor(holder);
  if (owner === undefined || purpose === null) return null;
  if (purpose === 'audit' && !owner.namesStudent) return null;
  const { path, optional } = owner;
  const asked =
    path.length === 1 ? [...selected].find(([, [node]]) => node?.name.value === path[0])?.[0] : undefined;
  if (asked !== undefined) return { check: { purpose, keys: [asked], optional }, path, injected: false };
  // Of each type its own: answers of one place may be of several types, whose ways differ.
  const keys = path.map(() => `${prefix}${type.name}`);
  return { check: { purpose, keys, optional }, path, injected: true };
}

function purposeFor(holder: Holder): OwnerCheck['purpose'] | null {
  if (holder === 'student') return 'compare';
  return holder === 'registrar' || holder.startsWith('staff:') ? 'audit' : null;
}
