import type { Labels } from '../kit/service/profile-schema.ts';
import type { LibraryCardStatus, LibraryThesisStatus } from './schema.generated.ts';

/** The card's state behind its label; a text that is not configured is UNKNOWN. */
export function cardStatusOf(label: string | null, labels: Labels): LibraryCardStatus {
  return lookUp(labels.libraryCard, label) ?? 'UNKNOWN';
}

/** The thesis's state behind its label; null is the same as blank; a text that is not configured is UNKNOWN. */
export function thesisStatusOf(label: string | null, labels: Labels): LibraryThesisStatus {
  return lookUp(labels.libraryThesis, label) ?? 'UNKNOWN';
}

/** The count behind 违章状态, or null where the text is no whole number of at least 0 (requirements D11). */
export function violationCountOf(label: string | null): number | null {
  const text = label?.trim() ?? '';
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}

function lookUp<Value>(mapping: Readonly<Record<string, Value>>, label: string | null): Value | undefined {
  const text = label?.trim() ?? '';
  return Object.hasOwn(mapping, text) ? mapping[text] : undefined;
}
