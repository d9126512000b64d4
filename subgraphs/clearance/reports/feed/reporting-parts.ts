import type { Kysely } from 'kysely';
import type { SignServiceToken } from '../../../../wire/identity/service-token.ts';
import type { ServiceProfile } from '../../../kit/service/profile.ts';
import type { ClearanceTables } from '../../database/tables.ts';
import type { AddressOf } from '../../reads/fresh-reads.ts';
import type { Monotonic } from '../../submission/deadline.ts';
import type { CurrentModel } from '../figures/live-model.ts';
import type { ReportSettings } from '../report-ports.ts';

/** What keeping the read model works with. */
export interface ReportingParts {
  readonly db: Kysely<ClearanceTables>;
  readonly profile: ServiceProfile;
  readonly settings: ReportSettings;
  readonly model: CurrentModel;
  readonly addressOf: AddressOf;
  readonly token: SignServiceToken;
  readonly elapsed: Monotonic;
  readonly now: () => Date;
  /** Told the name of what went wrong, or of what was found at a reconciliation. */
  readonly onTrouble: (trouble: Error) => void;
}
