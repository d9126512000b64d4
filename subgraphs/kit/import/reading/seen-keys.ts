import { hash } from 'node:crypto';

/** What is known about a key when it comes. */
export type Sighting =
  | { readonly kind: 'new' }
  /** The same key said the same before. */
  | { readonly kind: 'same'; readonly line: number }
  /** The same key said something else before. */
  | { readonly kind: 'conflict'; readonly line: number };

/** Remembers the keys of one file. */
export interface SeenKeys {
  /** Notes a key with what its row says and where; the first to come stays. */
  readonly see: (key: string, content: string, line: number) => Sighting;
}

// Words of an entry: two of the key's hash, two of the content's, and the line.
const WORDS = 5;
const PAGE_ENTRIES = 16_384;

/**
 * Keys by 64 bits of SHA-256, 28 to 32 bytes a row: entries in pages, which are never copied, and an open hash index of
 * entry numbers. Maps of text would cost hundreds of megabytes for a million rows.
 *
 * Two of a million keys share their hash once in 37 million files; the later row is rejected then, seen by everyone.
 */
export function createSeenKeys(): SeenKeys {
  const pages: Uint32Array[] = [];
  let index = new Uint32Array(1024);
  let used = 0;

  const wordOf = (entry: number, word: number): number =>
    pages[Math.floor(entry / PAGE_ENTRIES)]?.[(entry % PAGE_ENTRIES) * WORDS + word] ?? 0;
  /** The index slot of a key: that of its entry, or the free one where it belongs. Slots hold entry numbers from 1. */
  const slotOf = (high: number, low: number): number => {
    let slot = low & (index.length - 1);
    for (let entry = index[slot] ?? 0; entry !== 0; entry = index[slot] ?? 0) {
      if (wordOf(entry - 1, 0) === high && wordOf(entry - 1, 1) === low) break;
      slot = (slot + 1) & (index.length - 1);
    }
    return slot;
  };
  const growIndex = () => {
    index = new Uint32Array(index.length * 2);
    for (let entry = 0; entry < used; entry++) index[slotOf(wordOf(entry, 0), wordOf(entry, 1))] = entry + 1;
  };
  const add = (slot: number, words: readonly number[]) => {
    if (used % PAGE_ENTRIES === 0) pages.push(new Uint32Array(PAGE_ENTRIES * WORDS));
    pages.at(-1)?.set(words, (used % PAGE_ENTRIES) * WORDS);
    used++;
    index[slot] = used;
    if (used > index.length * 0.75) growIndex();
  };
  return {
    see: (key, content, line) => {
      const [high, low] = sixtyFourBits(key);
      const [first, second] = sixtyFourBits(content);
      const slot = slotOf(high, low);
      const entry = (index[slot] ?? 0) - 1;
      if (entry < 0) {
        add(slot, [high, low, first, second, line]);
        return { kind: 'new' };
      }
      const same = wordOf(entry, 2) === first && wordOf(entry, 3) === second;
      return { kind: same ? 'same' : 'conflict', line: wordOf(entry, 4) };
    },
  };
}

function sixtyFourBits(text: string): [number, number] {
  const digest = hash('sha256', text, 'buffer');
  return [digest.readUInt32LE(0), digest.readUInt32LE(4)];
}
