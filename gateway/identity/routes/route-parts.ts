import type { LoginAdapter } from '../login-adapter.ts';
import type { SsoHelp } from '../pages/sso-help.ts';
import type { RolesOf } from '../role-directory.ts';
import type { SessionLives } from '../sessions/session-records.ts';
import type { Sessions } from '../sessions/sessions.ts';

/** What the routes of login, session and logout need. */
export interface IdentityRouteParts {
  readonly adapter: LoginAdapter;
  readonly sessions: Sessions;
  /** Where browsers reach the gateway. */
  readonly publicUrl: string;
  readonly lives: SessionLives;
  readonly rolesOf: RolesOf;
  readonly help: SsoHelp | null;
  readonly now: () => Date;
}
