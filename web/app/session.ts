import { createStore, type Store } from './store.ts';

/** Who is logged in, as `/session` says. */
export type Session =
  /** `login`: where one logs in; null: nowhere. */
  | { readonly kind: 'anonymous'; readonly login: string | null }
  | {
      readonly kind: 'person';
      readonly sub: string;
      /** Null: none is granted any more. */
      readonly role: string | null;
      readonly roles: readonly string[];
      readonly csrfToken: string;
      /** When the login ends unless something is asked before, ISO 8601. */
      readonly expiresAt: string;
    };

/** A session, or that it is being read, or could not be. */
export type SessionState = Session | { readonly kind: 'reading' } | { readonly kind: 'unanswered' };

/** Who is logged in. */
export const session: Store<SessionState> = createStore<SessionState>({ kind: 'reading' });

/** Whether the session ended while the page was open. */
export const expired: Store<boolean> = createStore(false);

/** Reads `/session` into the store; never rejects. */
export async function readSession(): Promise<void> {
  try {
    const response = await fetch('/session', { headers: { accept: 'application/json' } });
    session.set(response.ok ? ((await response.json()) as Session) : { kind: 'unanswered' });
  } catch {
    session.set({ kind: 'unanswered' });
  }
}

/** Acts as another of the granted roles from now on, in every window; the session is read anew, whatever came of it. */
export async function actAs(role: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await fetch('/session/role', { method: 'POST', headers, body: JSON.stringify({ role }) }).catch(() => {});
  await readSession();
}

/** Where one logs in, to come back to the page that is open. */
export function loginHref(back: string): string {
  return `/login?return=${encodeURIComponent(back)}`;
}

/** Goes to the login instead of the page that is open, so that "back" does not lead into it again. */
export function goToLogin(): void {
  location.replace(loginHref(location.pathname + location.search));
}
