import { z } from 'zod';
import { parseVersion } from '../../../kit/verdict/version.ts';
import { edgeFieldOf } from '../../edge.ts';
import type { EntitySource } from '../../reads/department-http.ts';
import type { ToldVerdict } from '../model/apply-verdicts.ts';

const student = z.object({
  id: z.string(),
  verdict: z.object({
    outcome: z.enum(['PASSED', 'NOT_PASSED', 'UNKNOWN']),
    version: z.string().refine((version) => parseVersion(version) !== null),
    asOf: z.iso.datetime({ offset: true }),
    reasons: z.array(z.object({ code: z.string().max(64) })).max(100),
  }),
});

/** What the read model asks of a department: fields of `Student`, the department's edge as `verdict`. */
export function sweepSelection(department: string): string {
  return `id verdict: ${edgeFieldOf(department)} { outcome version asOf reasons { code } }`;
}

/** What a department answered about some students. */
export type VerdictsRead =
  | { readonly kind: 'read'; readonly verdicts: readonly ToldVerdict[]; readonly unread: number }
  | { readonly kind: 'failed'; readonly fault: string };

/**
 * Asks for students in one request. Whoever is not answered exactly (another student, no version) is `unread`.
 *
 * @param at the instant before the request
 */
export async function readVerdicts(
  source: EntitySource,
  ids: readonly string[],
  at: Date,
): Promise<VerdictsRead> {
  const answer = await source.ask(ids);
  if (answer.kind === 'failed') return answer;
  const verdicts = answer.entities.flatMap((entity, index): ToldVerdict[] => {
    const parsed = student.safeParse(entity);
    if (!parsed.success || parsed.data.id !== ids[index]) return [];
    const { version, outcome, reasons, asOf } = parsed.data.verdict;
    const codes = reasons.map(({ code }) => code);
    return [{ studentId: parsed.data.id, version, outcome, reasons: codes, at, asOf: new Date(asOf) }];
  });
  return { kind: 'read', verdicts, unread: ids.length - verdicts.length };
}
