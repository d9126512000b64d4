import type { GraphQLSchema } from 'graphql';
import { isOfType } from '../../upstream/expected-fields.ts';
import type { PathPart } from '../planner/plan.ts';
import type { ResponsePath } from './completion.ts';

/** An object that a fetch of entities may be about. */
export type EntityObject = Record<string, unknown>;

/** Where a fetch of entities finds them. */
export interface EntityPlaces {
  /** The objects there, in the order of the tree. */
  find(root: EntityObject): EntityObject[];
  /** The path of each of those objects; only errors need it. */
  paths(root: EntityObject): ResponsePath[];
}

/** Compiles a path of a plan. Lists are gone through wherever they are, lists of lists too. */
export function compilePlaces(path: readonly PathPart[], schema: GraphQLSchema): EntityPlaces {
  const parts = path.filter(({ kind }) => kind !== 'list');
  return {
    find(root) {
      const found: EntityObject[] = [];
      walk(root, 0, null, (object) => found.push(object));
      return found;
    },
    paths(root) {
      const found: ResponsePath[] = [];
      walk(root, 0, [], (_, place) => found.push([...(place ?? [])]));
      return found;
    },
  };

  function walk(
    value: unknown,
    depth: number,
    place: (string | number)[] | null,
    visit: (object: EntityObject, place: ResponsePath | null) => void,
  ): void {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index++) {
        place?.push(index);
        walk(value[index], depth, place, visit);
        place?.pop();
      }
      return;
    }
    const part = parts[depth];
    const object = value as EntityObject;
    if (part === undefined) visit(object, place);
    else if (part.kind === 'types') {
      const { __typename } = object;
      const isOne = part.names.some((name) => isOfType(schema, String(__typename), name));
      if (isOne) walk(object, depth + 1, place, visit);
    } else if (part.kind === 'field') {
      place?.push(part.key);
      walk(object[part.key], depth + 1, place, visit);
      place?.pop();
    }
  }
}
