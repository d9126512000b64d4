/** A list somewhere in an answer of the graph. */
export interface ResultList {
  /** Where it stands: `students.nodes`, `students.nodes[].finance.charges`. */
  readonly path: string;
  /** Its items; of a list within the items of another, all of them. */
  readonly items: readonly ListItem[];
}

/** An item, with what the item around it says: a charge belongs to a student. */
export interface ListItem {
  readonly value: unknown;
  /** Plain values of the items around it, by `<list>.<field>`, outermost first. */
  readonly around: Readonly<Record<string, unknown>>;
}

type Found = Map<string, ListItem[]>;

/**
 * Every list in `data`: those that are in no other list first, and of them those with the most items. Relay's `edges` give their nodes; where a connection gives `nodes`,
 * too, its edges are left out. A list without items is one, too.
 */
export function listsIn(data: unknown): ResultList[] {
  const found: Found = new Map();
  if (isObject(data)) collect(data, [], {}, found);
  return [...found]
    .map(([path, items]) => ({ path, items }))
    .sort((one, other) => depthOf(one) - depthOf(other) || other.items.length - one.items.length);
}

function depthOf({ path }: ResultList): number {
  return path.split('[]').length;
}

function collect(
  value: Readonly<Record<string, unknown>>,
  path: readonly string[],
  around: ListItem['around'],
  found: Found,
): void {
  for (const [key, child] of Object.entries(value)) {
    if (Array.isArray(child)) {
      if (key !== 'edges' || !('nodes' in value)) addList(child, [...path, key], around, found);
    } else if (isObject(child)) collect(child, [...path, key], around, found);
  }
}

function addList(
  items: readonly unknown[],
  path: readonly string[],
  around: ListItem['around'],
  found: Found,
): void {
  const name = path.join('.');
  const values = path.at(-1) === 'edges' ? items.map(nodeOf) : items;
  const list = found.get(name) ?? [];
  found.set(name, list);
  for (const value of values) {
    list.push({ value, around });
    if (isObject(value)) collect(value, inside(path), { ...around, ...plainOf(value, path) }, found);
  }
}

function inside(path: readonly string[]): string[] {
  return [...path.slice(0, -1), `${path.at(-1) ?? ''}[]`];
}

/** Plain values, and those of objects that hold nothing else: texts in two languages, money. */
function plainOf(value: Readonly<Record<string, unknown>>, path: readonly string[]) {
  const list = path.at(-1) ?? '';
  const plain = Object.entries(value).flatMap(([key, one]): [string, unknown][] => {
    if (isPlain(one)) return [[`${list}.${key}`, one]];
    if (!isObject(one) || !Object.values(one).every(isPlain)) return [];
    return Object.entries(one).map(([inner, plainOne]) => [`${list}.${key}.${inner}`, plainOne]);
  });
  return Object.fromEntries(plain);
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

function nodeOf(edge: unknown): unknown {
  return isObject(edge) && 'node' in edge ? edge.node : edge;
}

/** Whether a value of an answer has fields. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
