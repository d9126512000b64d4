/** What keeps a text until the tab is closed, like `sessionStorage`. */
export interface KeptTexts {
  readonly getItem: (name: string) => string | null;
  readonly setItem: (name: string, value: string) => void;
  readonly removeItem: (name: string) => void;
}

/** The idempotency key of a student's intention to submit. */
export interface KeyKeeper {
  /** The key of the edition that is to be submitted; the same one until `settle`. */
  readonly keyFor: (student: string) => string;
  /** Whether a key was sent whose answer never came. */
  readonly isPending: (student: string) => boolean;
  /** The key goes out now. */
  readonly sent: (student: string) => void;
  /** An answer came that nothing was stored: the same key may be used for the next try. */
  readonly answered: (student: string) => void;
  /** The submission of an edition is known: the next one needs another key. */
  readonly settle: (student: string, edition: number) => void;
  /** The key was used for something else: take another. */
  readonly renew: (student: string) => void;
}

/**
 * Keeps keys by student and edition, so that a reload, a second click and a lost answer lead to the same receipt.
 * A browser that keeps nothing has them for as long as the page is open.
 *
 * @param newKey 16 to 64 letters, digits, - and _
 */
export function createKeyKeeper(texts: KeptTexts | null, newKey: () => string): KeyKeeper {
  const { read, write, drop } = remembering(texts);
  const editionOf = (student: string) => Number(read(`submit-edition ${student}`) ?? 1);
  const nameOf = (student: string) => `submit-key ${student} ${editionOf(student)}`;
  const pendingOf = (student: string) => `submit-pending ${student}`;
  return {
    keyFor: (student) => {
      const kept = read(nameOf(student));
      if (kept !== null) return kept;
      const key = newKey();
      write(nameOf(student), key);
      return key;
    },
    isPending: (student) => read(pendingOf(student)) !== null,
    sent: (student) => write(pendingOf(student), '1'),
    answered: (student) => drop(pendingOf(student)),
    settle: (student, edition) => {
      drop(nameOf(student));
      drop(pendingOf(student));
      write(`submit-edition ${student}`, String(edition + 1));
    },
    renew: (student) => {
      drop(nameOf(student));
      drop(pendingOf(student));
    },
  };
}

function remembering(texts: KeptTexts | null) {
  const here = new Map<string, string>();
  return {
    read: (name: string) => here.get(name) ?? guarded(() => texts?.getItem(name)) ?? null,
    write: (name: string, value: string) => {
      here.set(name, value);
      guarded(() => texts?.setItem(name, value));
    },
    drop: (name: string) => {
      here.delete(name);
      guarded(() => texts?.removeItem(name));
    },
  };
}

/** Storage may be full or forbidden. */
function guarded<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
