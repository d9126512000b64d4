import type { Page } from 'playwright-core';
import { createBrowser, form } from '../../identity/kit/browser.ts';

/** A login made by an HTTP client, to be put into a browser. */
export interface Login {
  /** Cookies of the gateway and of the identity provider, by name. */
  readonly cookies: ReadonlyMap<string, string>;
  /** The cookies as a `Cookie` header. */
  readonly header: string;
  /** Ends the session as its time would: a browser keeps the cookie, and the identity provider knows the person still. */
  readonly expire: () => Promise<void>;
}

/** The name of the gateway's cookie. */
export const SESSION_COOKIE = 'session';

/** Logs in as somebody of the sample, quickly: every step of the login, without a browser. */
export async function logInByHttp(gateway: string, sub: string): Promise<Login> {
  const browser = createBrowser();
  const picking = await browser.open(`${gateway}/login?return=/livez`);
  await browser.open(picking.url, form({ sub }));
  if (!browser.jar.has(SESSION_COOKIE)) throw new Error(`${sub} could not log in.`);
  const cookies = new Map(browser.jar);
  return {
    cookies,
    header: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    expire: async () => {
      const session = (await (await browser.send(`${gateway}/session`)).json()) as { csrfToken: string };
      const answer = await browser.send(`${gateway}/logout`, form({ _csrf: session.csrfToken }, gateway));
      if (answer.status !== 303) throw new Error(`The session was not ended: ${answer.status}`);
    },
  };
}

/** Picks somebody on the page of the identity provider, where a login has led. */
export async function logIn(page: Page, sub: string): Promise<void> {
  await page.locator(`button[name=sub][value="${sub}"]`).click();
}
