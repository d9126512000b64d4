/** A place in an answer, by private response keys and list indices. */
export type ResponsePath = readonly (string | number)[];

/** In place of a value: the enclosing object or list cannot stand (GraphQL October 2021, 6.4.4). */
export const unfit = Symbol('unfit');

/** Turns what was fetched for a place into what is answered: the value, null, or `unfit`. */
export type Complete = (value: unknown, at: Completion) => unknown;

/** Where a completion is, and what it found. */
export interface Completion {
  /** Changed on the way down and back; never to be kept. */
  readonly path: (string | number)[];
  /** A null where there must be none; the first time that no error speaks of the place. */
  readonly explain: () => void;
  /** What the gateway says of its schema, by response key. */
  readonly introspection: Readonly<Record<string, unknown>>;
}

/** Every place that is null against its type must have an error (6.4.4); those that have one already need no second. */
export function createExplain(
  path: ResponsePath,
  errors: readonly { readonly path?: ResponsePath | undefined }[],
  add: (path: ResponsePath) => void,
): () => void {
  const spoken: ResponsePath[] = errors.flatMap((error) => (error.path ? [error.path] : []));
  return () => {
    if (spoken.some((place) => isSameBranch(place, path))) return;
    const place = [...path];
    spoken.push(place);
    add(place);
  };
}

function isSameBranch(one: ResponsePath, other: ResponsePath): boolean {
  const shorter = Math.min(one.length, other.length);
  for (let depth = 0; depth < shorter; depth++) if (one[depth] !== other[depth]) return false;
  return true;
}
