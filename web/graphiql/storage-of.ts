/** Where an editor keeps its tabs and its history in this browser. */
interface EditorStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  clear(): void;
  readonly length: number;
}

/**
 * The browser's store, divided by person: what one analyst wrote is not shown to the next at the same computer.
 *
 * @param sub who is logged in; null: nobody, who has the part that everybody had before
 */
export function storageOf(sub: string | null, storage: Storage = localStorage): EditorStorage {
  if (sub === null) return storage;
  const prefix = `${sub}:`;
  const own = () => Object.keys(storage).filter((key) => key.startsWith(prefix));
  return {
    getItem: (key) => storage.getItem(prefix + key),
    setItem: (key, value) => storage.setItem(prefix + key, value),
    removeItem: (key) => storage.removeItem(prefix + key),
    clear: () => {
      for (const key of own()) storage.removeItem(key);
    },
    get length() {
      return own().length;
    },
  };
}
