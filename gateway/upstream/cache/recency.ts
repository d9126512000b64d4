/** Something in the order of its last use; its neighbours and its mark belong to the order. */
export interface Ranked<Item> {
  older: Item | null;
  newer: Item | null;
  /** It was used since it was last put in its place. */
  isUsed: boolean;
}

/** Things in the order of their last use, about. */
export interface Recency<Item> {
  /** One that was not used for long, null where there is none; what was used meanwhile is put behind the newest. */
  oldest(): Item | null;
  /** A new one, behind all others. */
  add(item: Item): void;
  /** It was used just now. */
  use(item: Item): void;
  take(item: Item): void;
  clear(): void;
}

/**
 * An empty order: a list whose items know their neighbours (second chance: Corbató, 1968). A use marks the item and nothing
 * else, since moving it writes to four others, which at tens of thousands of items costs more than a read does.
 */
export function createRecency<Item extends Ranked<Item>>(): Recency<Item> {
  let oldest: Item | null = null;
  let newest: Item | null = null;

  function add(item: Item): void {
    item.older = newest;
    item.newer = null;
    item.isUsed = false;
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
    oldest() {
      while (oldest?.isUsed) {
        const spared = oldest;
        take(spared);
        add(spared);
      }
      return oldest;
    },
    add,
    use(item) {
      item.isUsed = true;
    },
    take,
    clear() {
      oldest = null;
      newest = null;
    },
  };
}
