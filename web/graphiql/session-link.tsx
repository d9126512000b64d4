import type { ReactElement } from 'react';
import { actAs, loginHref, session } from '../app/session.ts';
import { useLang } from '../app/shell/use-lang.ts';
import { useStore } from '../app/use-store.ts';
import { graphiqlTexts } from '../texts/graphiql.ts';
import { say } from '../texts/language.ts';

/** Who is logged in, with the way out; or the way in. Nothing where the server has no logins. */
export function SessionLink(): ReactElement | null {
  const lang = useLang();
  const who = useStore(session);
  if (who.kind === 'anonymous' && who.login)
    return (
      <a className="page-link" href={loginHref(location.pathname + location.search)}>
        登录 Log in
      </a>
    );
  if (who.kind !== 'person') return null;
  return (
    <span className="page-link">
      {who.sub} ·{' '}
      {who.roles.length > 1 ? (
        <select
          aria-label={say(lang, graphiqlTexts.role)}
          value={who.role ?? ''}
          onChange={(event) => void actAs(event.target.value).then(() => location.reload())}
        >
          {who.roles.map((role) => (
            <option key={role}>{role}</option>
          ))}
        </select>
      ) : (
        who.role
      )}{' '}
      <button type="button" onClick={() => void logOut(who.csrfToken)}>
        退出 Log out
      </button>
    </span>
  );
}

/** Goes on to where one logs out of the university's login, too: otherwise the next login would ask for nothing. */
async function logOut(csrfToken: string): Promise<void> {
  const headers = { 'content-type': 'application/json', 'x-csrf-token': csrfToken };
  const response = await fetch('/logout', { method: 'POST', headers, body: '{}' });
  const { redirect = '/' } = response.ok ? ((await response.json()) as { redirect?: string }) : {};
  location.assign(redirect);
}
