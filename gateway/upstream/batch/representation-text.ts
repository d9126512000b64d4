import type { Representation } from '../settle-answer.ts';

/**
 * A text that is the same for representations that ask for the same entity with the same inputs. Two that differ in
 * nothing but the order of their fields may have different texts: then both are asked for.
 */
export function textOf(representation: Representation): string {
  const { __typename, id } = representation;
  // No type name holds a blank or begins with a brace, so that neither form can be taken for the other.
  if (typeof id === 'string' && typeof __typename === 'string' && hasTwoFields(representation))
    return `${__typename} ${id}`;
  return JSON.stringify(representation);
}

function hasTwoFields(representation: Representation): boolean {
  let fields = 0;
  for (const _ in representation) if (++fields > 2) return false;
  return fields === 2;
}
