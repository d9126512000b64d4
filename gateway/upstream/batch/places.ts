import type { Representation } from '../settle-answer.ts';
import { textOf } from './representation-text.ts';

/** Where representations are, or whatever else is known of each: those that ask for the same are one. */
export interface Places<Place> {
  get(representation: Representation): Place | undefined;
  set(representation: Representation, place: Place): void;
}

interface Known<Place> {
  readonly representation: Representation;
  readonly place: Place;
  /** Another one with the same id. */
  readonly next: Known<Place> | undefined;
  readonly length: number;
}

/** So many with the same id are compared one by one. */
const LONGEST = 8;

/**
 * No places yet. Representations are found by their `id` and then compared, which costs a fraction of making, and hashing,
 * a text of each; those without an id are found by text.
 */
export function createPlaces<Place>(): Places<Place> {
  const byId = new Map<string, Known<Place>>();
  const byText = new Map<string, Place>();
  return {
    get(representation) {
      const { id } = representation;
      let known = typeof id === 'string' ? byId.get(id) : undefined;
      for (; known !== undefined; known = known.next)
        if (isSame(known.representation, representation)) return known.place;
      return byText.size === 0 ? undefined : byText.get(textOf(representation));
    },
    set(representation, place) {
      const { id } = representation;
      const next = typeof id === 'string' ? byId.get(id) : undefined;
      const length = (next?.length ?? 0) + 1;
      if (typeof id === 'string' && length <= LONGEST) byId.set(id, { representation, place, next, length });
      else byText.set(textOf(representation), place);
    },
  };
}

/** Equal as JSON, whatever the order of fields. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  let fields = 0;
  for (const key in one) {
    if (!Object.hasOwn(other, key)) return false;
    if (!isSame((one as Representation)[key], (other as Representation)[key])) return false;
    fields++;
  }
  for (const _ in other) fields--;
  return fields === 0;
}
