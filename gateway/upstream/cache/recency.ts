/** Something in the order of its last use; its neighbours belong to the order. */
export interface Ranked<Item> {
  older: Item | null;
  newer: Item | null;
}

/** Things in the order of their last use. */
export interface Recency<Item> {
  /** The least recently used, null where there is none. */
  oldest(): Item | null;
  /** A new one, used just now. */
  add(item: Item): void;
  /** It was used just now. */
  use(item: Item): void;
  take(item: Item): void;
  clear(): void;
}

/**
 * An empty order: a list whose items know their neighbours. A Map that is deleted from and set again keeps the order as
 * well, but is rebuilt again and again, which at tens of thousands of items costs more than a read does.
 */
export function createRecency<Item extends Ranked<Item>>(): Recency<Item> {
  let oldest: Item | null = null;
  let newest: Item | null = null;

  function add(item: Item): void {
    item.older = newest;
    item.newer = null;
    if (newest === null) oldest = item;
    else newest.newer = item;
    newest = item;
  }

  function take(item: Item): void {
    const { older, newer } = item;
    if (older === null) oldest = newer;
    else older.newer = newer;
    if (newer === null) newest = older;
    else newer.older = older;
    item.older = null;
    item.newer = null;
  }

  return {
    oldest: () => oldest,
    add,
    use(item) {
      if (item === newest) return;
      take(item);
      add(item);
    },
    take,
    clear() {
      oldest = null;
      newest = null;
    },
  };
}
