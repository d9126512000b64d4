/** The position of a verdict in a student's history at one department. */
export interface Version {
  /** Grows when the department restores a backup. */
  readonly epoch: number;
  /** Grows with every change for the student. */
  readonly n: number;
}

/** The parts of `<epoch>.<n>`, or null where the text is anything else. */
export function parseVersion(text: unknown): Version | null {
  const match = typeof text === 'string' ? /^(\d{1,15})\.(\d{1,15})$/.exec(text) : null;
  return match ? { epoch: Number(match[1]), n: Number(match[2]) } : null;
}
