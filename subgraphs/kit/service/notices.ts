import type { LocalizedText } from './contact.ts';
import type { ServiceProfile } from './profile.ts';

/** A published notice; the graph's `Notice`. Days are `YYYY-MM-DD` in Asia/Shanghai, inclusive. */
export interface Notice {
  readonly title: LocalizedText;
  readonly url: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** The notices of one item that are valid on a day, with the class year filled into their titles. */
export function noticesOf(profile: ServiceProfile, item: string, today: string): Notice[] {
  const fill = (text: string) => text.replaceAll('{classYear}', String(profile.classYear));
  return profile.notices
    .filter((notice) => notice.item === item && isValid(notice, today))
    .map(({ title, url, validFrom, validTo }) => ({
      title: { zh: fill(title.zh), en: fill(title.en) },
      url,
      validFrom,
      validTo,
    }));
}

function isValid(notice: { validFrom: string | null; validTo: string | null }, today: string): boolean {
  // ISO days compare as text.
  return (notice.validFrom ?? today) <= today && today <= (notice.validTo ?? today);
}
