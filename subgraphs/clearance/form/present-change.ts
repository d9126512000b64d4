import { contactOf } from '../../kit/service/contact.ts';
import type { ServiceProfile } from '../../kit/service/profile.ts';
import { presentReviewCase } from '../record/present.ts';
import type { Recorded, ReviewCaseRow } from '../record/recorded.ts';
import type { ReviewCase } from '../schema.generated.ts';

/** An open case of a form as the graph's `ReviewCase`; its unit as it was called when the form was made. */
export function presentChange(one: ReviewCaseRow, { row }: Recorded, profile: ServiceProfile): ReviewCase {
  const frozen = row.record.departments.find(({ contact }) => contact.code === one.department);
  return presentReviewCase({ ...one, contact: frozen?.contact ?? contactOf(profile, one.department) });
}
