const FORM = /^(\d{1,15})\.(\d{1,15})$/;

/** Whether a text is a department's version, `<epoch>.<n>`, of at most 15 digits each (exact as numbers, here and in Lua). */
export function isVersion(text: unknown): text is string {
  return typeof text === 'string' && FORM.test(text);
}

/** Below 0, 0 or above 0 as `one` is older than, equal to or newer than `other`: by epoch, then by n. Both are versions. */
export function compareVersions(one: string, other: string): number {
  const [epoch, n] = parts(one);
  const [otherEpoch, otherN] = parts(other);
  return epoch - otherEpoch || n - otherN;
}

function parts(version: string): [number, number] {
  const [, epoch, n] = FORM.exec(version) ?? [];
  return [Number(epoch), Number(n)];
}
