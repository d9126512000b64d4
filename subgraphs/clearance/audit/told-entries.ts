import { z } from 'zod';
import { parseStudentNumber } from '../../kit/verdict/student-number.ts';

/** What the gateway tells of: look-ups by staff, refused attempts, and that there were more of them than were told. */
export const toldActions = [
  'student-read',
  'roster-read',
  'read-refused',
  'change-refused',
  'more-refused',
] as const;

/** Entries of one request at most. */
export const MOST_ENTRIES = 500;
const MOST_FIELDS = 20;
/** Characters of an entry's detail as JSON. */
const DETAIL_LENGTH = 2_000;

// Controls, line ends, lone surrogates, and marks that turn the direction of what follows.
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const text = (most: number) =>
  z
    .string()
    .max(most)
    .refine((one) => !FORBIDDEN.test(one));

const detail = z
  .record(
    z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/),
    z.union([text(300), z.number().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER), z.null()]),
  )
  .refine((fields) => Object.keys(fields).length <= MOST_FIELDS)
  .refine((fields) => JSON.stringify(fields).length <= DETAIL_LENGTH);

const entry = z.strictObject({
  id: z.uuid(),
  actor: text(64).min(1),
  role: z.string().regex(/^[a-z][a-z0-9:-]{0,39}$/),
  action: z.enum(toldActions),
  studentId: z
    .string()
    .refine((number) => parseStudentNumber(number) !== null)
    .nullable(),
  detail,
});
const body = z.strictObject({ entries: z.array(entry).min(1).max(MOST_ENTRIES) });

/** An entry as it is told; `id` makes that it is stored once however often it is told. */
export type ToldEntry = z.infer<typeof entry>;

/** The entries of a request's body; null where any of it is not as it should be. */
export function readToldEntries(given: unknown): readonly ToldEntry[] | null {
  const read = body.safeParse(given);
  return read.success ? read.data.entries : null;
}
