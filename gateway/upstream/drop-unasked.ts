import type { Shape } from './answer-shape.ts';

/** What may stand in an object, by response key; null behind a leaf. */
type Asked = ReadonlyMap<string, Asked | null>;

const known = new WeakMap<Shape, Asked>();

/**
 * Takes out of an answer what was not asked for, wherever it stands: a department could otherwise speak for another,
 * whose edge of the same object has the name that it says. Changes `value`. `__typename` stays.
 */
export function dropUnasked(value: unknown, shape: Shape): void {
  const found = known.get(shape) ?? askedOf(shape);
  known.set(shape, found);
  drop(value, found);
}

/** The same key under several type conditions is one key of the object. */
function askedOf(shape: Shape): Asked {
  return new Map(
    [...Map.groupBy(shape, ({ key }) => key)].map(([key, fields]) => {
      const inner = fields.flatMap((field) => field.fields ?? []);
      const isLeaf = fields.every((field) => field.fields === null);
      return [key, isLeaf ? null : askedOf(inner)];
    }),
  );
}

function drop(value: unknown, asked: Asked): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) drop(item, asked);
    return;
  }
  const object = value as Record<string, unknown>;
  for (const key of Object.keys(object)) {
    const inner = asked.get(key);
    if (inner) drop(object[key], inner);
    else if (inner === undefined && key !== '__typename') delete object[key];
  }
}
