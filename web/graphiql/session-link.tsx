import { useEffect, useState } from 'react';

/** What `GET /session` says, as far as it is shown here. */
interface Session {
  readonly kind: string;
  readonly sub?: string;
  readonly role?: string;
  readonly csrfToken?: string;
  /** Where one logs in; null: nowhere. */
  readonly login?: string | null;
}

const HERE = '/graphiql/';

/** Who is logged in, with the way out; or the way in. Nothing where the server has no logins. */
export function SessionLink() {
  const [session, setSession] = useState<Session | null>(null);
  useEffect(() => {
    readSession().then(setSession, () => setSession(null));
  }, []);
  if (session === null || (session.kind !== 'person' && !session.login)) return null;
  if (session.kind !== 'person')
    return (
      <a className="session-link" href={`${session.login}?return=${encodeURIComponent(HERE)}`}>
        登录 Log in
      </a>
    );
  return (
    <span className="session-link">
      {session.sub} · {session.role}{' '}
      <button type="button" onClick={() => void logOut(session)}>
        退出 Log out
      </button>
    </span>
  );
}

async function readSession(): Promise<Session | null> {
  const response = await fetch('/session', { headers: { accept: 'application/json' } });
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return response.ok && isJson ? response.json() : null;
}

async function logOut({ csrfToken = '' }: Session): Promise<void> {
  await fetch('/logout', { method: 'POST', headers: { 'x-csrf-token': csrfToken } });
  location.reload();
}
