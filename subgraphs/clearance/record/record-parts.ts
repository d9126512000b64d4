import type { Kysely } from 'kysely';
import type { SubgraphContext } from '../../kit/context.ts';
import type { ServiceProfile } from '../../kit/service/profile.ts';
import type { ClearanceTables } from '../database/tables.ts';
import { type Actor, type Attempt, requireRoleToChange } from './actor.ts';
import type { SubmissionStatus } from './recorded.ts';
import type { StatusOf } from './status.ts';

/** What the record's resolvers work with. */
export interface RecordParts {
  readonly db: Kysely<ClearanceTables>;
  readonly profile: ServiceProfile;
  /** Shared with whoever else asks for the state of submissions in a request. */
  readonly statusOf: StatusOf;
}

/** Characters of a reason or a note at most. */
export const REASON_LENGTH = 500;

/** Passes registrars; the attempt of anybody else who is known is audited. @throws UNAUTHENTICATED, FORBIDDEN */
export function requireRegistrar(
  { db }: RecordParts,
  { viewer }: SubgraphContext,
  attempt: Attempt,
): Promise<Actor> {
  return requireRoleToChange(db, viewer, 'registrar', attempt);
}

/** What was just written need not be read again in this request, and must not be told as it was before. */
export function rememberStatus(
  { statusOf }: RecordParts,
  context: SubgraphContext,
  serial: string,
  status: SubmissionStatus,
): void {
  statusOf(context).clear(serial).prime(serial, status);
}
