/** The current instant; passed in, so that tests choose it. */
export type Clock = () => Date;

const SHANGHAI_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });
const OFFSET_MS = 8 * 3_600_000;

/** The calendar day in Asia/Shanghai at an instant, `YYYY-MM-DD`. */
export function dayInShanghai(instant: Date): string {
  const parts = Object.fromEntries(
    SHANGHAI_DAY.formatToParts(instant).map(({ type, value }) => [type, value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}`;
}

/** The minute in Asia/Shanghai (which has no daylight saving) at an instant, `2020-06-15 14:02`. */
export function minuteInShanghai(instant: Date): string {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ');
}

/** Milliseconds from an instant to the next midnight in Asia/Shanghai (which has no daylight saving), 1 to 86,400,000. */
export function untilMidnightInShanghai(instant: Date): number {
  const day = 86_400_000;
  return day - ((instant.getTime() + OFFSET_MS) % day);
}
