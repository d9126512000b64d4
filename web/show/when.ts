import { type Lang, langTags } from '../texts/language.ts';

const ZONE = 'Asia/Shanghai';

/** `2020-06-15`: the day of an instant in Asia/Shanghai, whatever zone the reader's device is in. */
export function dayOf(instant: string | Date): string {
  const { year, month, day } = partsOf(instant);
  return `${year}-${month}-${day}`;
}

/** `2020-06-15 14:02` in Asia/Shanghai. */
export function minuteOf(instant: string | Date): string {
  const { hour, minute } = partsOf(instant);
  return `${dayOf(instant)} ${hour}:${minute}`;
}

/** `14:02` where the instant is of the same day in Asia/Shanghai as `now`, else `2020-06-14 14:02`. */
export function clockOf(instant: string | Date, now: Date): string {
  return dayOf(instant) === dayOf(now) ? minuteOf(instant).slice(11) : minuteOf(instant);
}

/** A day and minute with the zone said, for people who may be elsewhere: `2020-06-15 14:02（北京时间）`. */
export function minuteWithZone(instant: string, lang: Lang): string {
  return `${minuteOf(instant)}${lang === 'zh' ? '（北京时间）' : ' (Beijing time)'}`;
}

const format = new Intl.DateTimeFormat(langTags.zh, {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function partsOf(instant: string | Date): Record<'year' | 'month' | 'day' | 'hour' | 'minute', string> {
  const found = { year: '', month: '', day: '', hour: '', minute: '' };
  for (const { type, value } of format.formatToParts(new Date(instant))) {
    if (type in found) found[type as keyof typeof found] = value;
  }
  return found;
}
