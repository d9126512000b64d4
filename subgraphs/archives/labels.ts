import type { ArchivesThesisStatus } from './schema.generated.ts';

// The one text that the guide's section 2.2.2 lets pass. Not configuration: any other text fails (requirements D14).
const APPROVED = '已审核';

/** The thesis's state behind its label: blank is the same as null, and a text that is not 已审核 is OTHER. */
export function thesisStatusOf(label: string | null): Exclude<ArchivesThesisStatus, 'UNKNOWN'> {
  const text = label?.trim() ?? '';
  if (text === '') return 'NOT_RECEIVED';
  return text === APPROVED ? 'APPROVED' : 'OTHER';
}
