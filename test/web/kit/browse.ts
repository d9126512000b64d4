import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { chromiumArguments, ensureChromium } from '../../kit/chromium.ts';
import { logInByHttp, SESSION_COOKIE } from './log-in.ts';
import type { Pages } from './start-pages.ts';

export const phone = { width: 390, height: 844 };
export const desktop = { width: 1280, height: 900 };

/** Somebody of the sample, by the number or account. */
export interface Person {
  readonly sub: string;
}

/** A browser window of one person. */
export interface Visitor {
  readonly context: BrowserContext;
  /** Addresses of everything it asked for, of any host. */
  readonly requested: readonly string[];
  /** Errors of scripts, and breaches of the Content-Security-Policy. */
  readonly complaints: readonly string[];
  /** The session ends while the window is open. */
  readonly expire: () => Promise<void>;
}

/** Debian's Chromium; the caller closes it. */
export async function openBrowser(...more: string[]): Promise<Browser> {
  return chromium.launch({ executablePath: await ensureChromium(), args: [...chromiumArguments, ...more] });
}

/**
 * A window where `person` is logged in (null: nobody). The identity provider knows `next` there and lets them in without
 * asking; null: it asks.
 */
export async function visit(
  browser: Browser,
  pages: Pick<Pages, 'url'>,
  person: Person | null,
  { next = person, ...options }: BrowserContextOptions & { next?: Person | null } = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: desktop,
    locale: 'zh-CN',
    // Not this machine's, so that a page that shows local time is noticed.
    timezoneId: 'America/Lima',
    baseURL: pages.url,
    ...options,
  });
  context.setDefaultTimeout(20_000);
  const requested: string[] = [];
  const complaints: string[] = [];
  context.on('request', (sent) => requested.push(sent.url()));
  context.on('weberror', (failure) => complaints.push(failure.error().message));
  context.on('console', (message) => {
    if (/Content.Security.Policy|Refused to|Permissions.Policy/i.test(message.text()))
      complaints.push(message.text());
  });
  const login = next && (await logInByHttp(pages.url, next.sub));
  const cookies = [...(login?.cookies ?? [])].filter(([name]) => person !== null || name !== SESSION_COOKIE);
  await context.addCookies(cookies.map(([name, value]) => ({ name, value, url: pages.url })));
  return {
    context,
    requested,
    complaints,
    expire: async () => login?.expire(),
  };
}

/** Hosts that were asked for anything, other than the pages' own and where people log in. */
export function strangers(visitor: Visitor, pages: Pages): string[] {
  const web = visitor.requested.filter((url) => /^(https?|wss?):/.test(url));
  return [...new Set(web.map((url) => new URL(url).origin))].filter(
    (origin) => origin !== pages.url && origin !== pages.idp,
  );
}
