import { request } from 'undici';
import { z } from 'zod';
import type { RosterStudent } from '../model/apply-roster.ts';

/** A page of everybody whom the registry has, in order of number. */
export interface RosterPage {
  readonly students: readonly RosterStudent[];
  /** After which number it goes on; null: that was the end. */
  readonly next: string | null;
}

const TIMEOUT_MS = 10_000;
const text = z.string().max(200).nullable();
const page = z.object({
  students: z.array(
    z.object({
      studentId: z.string().max(32),
      name: text,
      classYear: z.int().nullable(),
      collegeCode: text,
      college: text,
      major: text,
      studyLevel: z.enum(['MASTER', 'DOCTOR', 'UNDERGRADUATE', 'EXCHANGE', 'OTHER']).nullable(),
      leaveType: z
        .enum([
          'GRADUATION',
          'COMPLETION',
          'PARTIAL',
          'WITHDRAWAL',
          'TRANSFER_OUT',
          'DISMISSAL',
          'EXCHANGE_END',
          'OTHER',
        ])
        .nullable(),
    }),
  ),
  next: z.string().max(32).nullable(),
});

/**
 * Reads a page of the registry's roster, by its `GET /roster`.
 *
 * @param graphqlUrl the registry's GraphQL address; the roster is served beside it
 * @throws Error where it does not answer with a page
 */
export async function readRosterPage(
  graphqlUrl: string,
  token: () => Promise<string>,
  after: string,
): Promise<RosterPage> {
  const address = new URL('roster', graphqlUrl);
  if (after !== '') address.searchParams.set('after', after);
  const { statusCode, body } = await request(address, {
    headers: { authorization: `Bearer ${await token()}`, accept: 'application/json' },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (statusCode === 200) return page.parse(await body.json());
  await body.dump();
  throw new Error(`The roster is refused with status ${statusCode}.`);
}
