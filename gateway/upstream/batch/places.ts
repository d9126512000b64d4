import { isSameJson } from '../same-json.ts';
import type { Representation } from '../settle-answer.ts';
import { textOf } from './representation-text.ts';

/** Where representations are, or whatever else is known of each: those that ask for the same are one. */
export interface Places<Place> {
  get(representation: Representation): Place | undefined;
  set(representation: Representation, place: Place): void;
  /** Where it is or, if it is nowhere, `place`, where it then is. */
  getOrSet(representation: Representation, place: Place): Place;
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

  function find(representation: Representation, first: Known<Place> | undefined): Place | undefined {
    for (let known = first; known !== undefined; known = known.next)
      if (isSameJson(known.representation, representation)) return known.place;
    return byText.size === 0 ? undefined : byText.get(textOf(representation));
  }

  function put(representation: Representation, place: Place, next: Known<Place> | undefined): void {
    const { id } = representation;
    const length = (next?.length ?? 0) + 1;
    if (typeof id === 'string' && length <= LONGEST) byId.set(id, { representation, place, next, length });
    else byText.set(textOf(representation), place);
  }

  const firstOf = ({ id }: Representation) => (typeof id === 'string' ? byId.get(id) : undefined);

  return {
    get: (representation) => find(representation, firstOf(representation)),
    set: (representation, place) => put(representation, place, firstOf(representation)),
    getOrSet(representation, place) {
      const first = firstOf(representation);
      const found = find(representation, first);
      if (found === undefined) put(representation, place, first);
      return found ?? place;
    },
  };
}
