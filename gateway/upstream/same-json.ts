type Fields = Readonly<Record<string, unknown>>;

/** Whether two values are equal as JSON, whatever the order of their fields. */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  let fields = 0;
  for (const key in one) {
    if (!Object.hasOwn(other, key)) return false;
    if (!isSameJson((one as Fields)[key], (other as Fields)[key])) return false;
    fields++;
  }
  for (const _ in other) fields--;
  return fields === 0;
}
