import type { ServiceProfile } from './profile.ts';

/** The same sentence in Chinese and English. */
export interface LocalizedText {
  readonly zh: string;
  readonly en: string;
}

/** A number as printed, and as an RFC 3966 URI. */
export interface Phone {
  readonly display: string;
  readonly uri: string;
}

/** Whom to ask about a department's item; the graph's `DepartmentContact`. */
export interface Contact {
  readonly code: string;
  readonly unitName: LocalizedText;
  readonly phones: Phone[];
  readonly place: LocalizedText | null;
}

// The guides' city: 83592137 and 0516-83592137 are the same line.
const CITY_CODE = '516';

/** `0516-83592058` or `83592137` to what people see and what a phone dials (+86-516-…). */
export function toPhone(display: string): Phone {
  const national = display.includes('-') ? display.replace(/^0/, '') : `${CITY_CODE}-${display}`;
  return { display, uri: `tel:+86-${national}` };
}

/**
 * The contact of a subgraph's unit in this profile.
 *
 * @throws Error where the profile has no `units.<code>`: a mistake of configuration, found at start
 */
export function contactOf(profile: ServiceProfile, code: string): Contact {
  const unit = profile.units[code];
  if (!unit) throw new Error(`The profile ${profile.profile} has no units.${code}`);
  return { code, unitName: unit.unitName, phones: unit.phones.map(toPhone), place: unit.place };
}
