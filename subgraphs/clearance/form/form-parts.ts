import type { Kysely } from 'kysely';
import type { Viewer } from '../../kit/graph/viewer.ts';
import type { Clock } from '../../kit/service/clock.ts';
import type { ServiceProfile } from '../../kit/service/profile.ts';
import type { ClearanceTables } from '../database/tables.ts';
import type { CheckPorts } from './check-form.ts';

/** What signing and checking forms works with. */
export interface FormParts extends CheckPorts {
  readonly db: Kysely<ClearanceTables>;
  readonly profile: ServiceProfile;
  readonly now: Clock;
  /** Where people reach the pages, without a slash at its end. */
  readonly publicUrl: string;
}

/** A caller who may see whose a form is. */
export type Officer = Extract<Viewer, { kind: 'person' }>;

/** The caller, where it is the desk or a registrar; null for everybody else. */
export function officerOf(viewer: Viewer): Officer | null {
  return viewer.kind === 'person' && (viewer.role === 'desk' || viewer.role === 'registrar') ? viewer : null;
}
