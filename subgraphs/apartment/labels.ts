import type { Labels } from '../kit/service/profile-schema.ts';

/** What the department states about where a student lives. */
export type StatedResidency = 'RESIDENT' | 'CHECKED_OUT' | 'NON_RESIDENT';

/** The text that the department's system holds for each statement. */
export type ResidencyTexts = Readonly<Record<StatedResidency, string>>;

/** The statement behind a label: null and blank are NOT_STATED, a text that is not configured is UNMAPPED. */
export function residencyOf(
  label: string | null,
  labels: Labels,
): StatedResidency | 'NOT_STATED' | 'UNMAPPED' {
  const text = label?.trim() ?? '';
  if (text === '') return 'NOT_STATED';
  return (Object.hasOwn(labels.residency, text) ? labels.residency[text] : undefined) ?? 'UNMAPPED';
}

/**
 * The texts that the department's desk writes: the first configured one of each statement.
 *
 * @throws Error where a statement has no text: a mistake of configuration, found at start
 */
export function residencyTextsOf(labels: Labels): ResidencyTexts {
  const textOf = (residency: StatedResidency): string => {
    const text = Object.keys(labels.residency).find((key) => labels.residency[key] === residency);
    if (text === undefined) throw new Error(`The labels ${labels.labels} have no residency ${residency}`);
    return text;
  };
  return {
    RESIDENT: textOf('RESIDENT'),
    CHECKED_OUT: textOf('CHECKED_OUT'),
    NON_RESIDENT: textOf('NON_RESIDENT'),
  };
}
