import { expired, goToLogin, session } from './session.ts';

/**
 * The graph does not know the reader (any more): somebody who was logged in is asked to log in again, by a dialog, so that
 * nothing on the page is lost; somebody who never was goes to the login.
 */
export function loggedOut(): void {
  if (session.get().kind === 'person') expired.set(true);
  else goToLogin();
}
