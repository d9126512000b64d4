/** The position of a verdict in a student's history at one department. */
export interface Version {
  /** Grows when the department restores a backup. */
  readonly epoch: number;
  /** Grows with every change for the student. */
  readonly n: number;
}

/** `<epoch>.<n>`, as the graph carries it. */
export function formatVersion({ epoch, n }: Version): string {
  return `${epoch}.${n}`;
}

/** The parts of `<epoch>.<n>`, or null where the text is anything else. */
export function parseVersion(text: unknown): Version | null {
  const match = typeof text === 'string' ? /^(\d{1,15})\.(\d{1,15})$/.exec(text) : null;
  return match ? { epoch: Number(match[1]), n: Number(match[2]) } : null;
}

/** Negative where a is older than b, 0 where equal, positive where newer; numeric, so 1.10 is newer than 1.9. */
export function compareVersions(a: Version, b: Version): number {
  return a.epoch - b.epoch || a.n - b.n;
}
