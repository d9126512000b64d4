import type { ReviewCase, SubmissionReason } from '../schema.generated.ts';
import type { StoredReviewCase } from './stored-rows.ts';

/** The graph's `ReviewCase`. */
export function presentReviewCase({ department: _, reasons, ...found }: StoredReviewCase): ReviewCase {
  const state = found.resolution === null ? ('OPEN' as const) : ('RESOLVED' as const);
  return { ...found, state, reasons: reasons.map((reason): SubmissionReason => ({ ...reason })) };
}
