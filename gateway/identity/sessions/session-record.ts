import { z } from 'zod';
import { isSubject, parseRole, type Role } from '../roles.ts';

const role = z.custom<Role>((value) => parseRole(value) !== null);

const record = z.object({
  /** When this session began, epoch milliseconds; a login begins a new one. */
  startedAt: z.number(),
  /** A login that was begun: what its adapter wants to see again, and the path to return to. */
  login: z.object({ remember: z.record(z.string(), z.string()), returnTo: z.string() }).optional(),
  /** Who logged in; absent: nobody yet. */
  person: z
    .object({
      sub: z.custom<string>(isSubject),
      /** What a single logout will name. */
      ticket: z.string().optional(),
      /** What the identity provider wants to see again at logout. */
      idToken: z.string().optional(),
    })
    .optional(),
  /** The role that the person chose; it counts only while it is granted. */
  role: role.optional(),
  /** What the tokens of forms are made from. */
  csrf: z.string().optional(),
});

/** What is kept of a session. */
export type SessionRecord = z.infer<typeof record>;

/** The record in a text, or null where it is none of this release. */
export function parseRecord(text: string): SessionRecord | null {
  const read = record.safeParse(JSON.parse(text));
  return read.success ? read.data : null;
}

/** The parts of a record that are kept, of an object that may carry more. */
export function pickRecord(session: SessionRecord): SessionRecord {
  const { startedAt, login, person, role: chosen, csrf } = session;
  return {
    startedAt,
    ...(login && { login }),
    ...(person && { person }),
    ...(chosen && { role: chosen }),
    ...(csrf && { csrf }),
  };
}
