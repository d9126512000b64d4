import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { chromiumArguments, ensureChromium } from '../../kit/chromium.ts';
import { NEXT_PERSON_COOKIE, type Person, SESSION_COOKIE } from './session-stand-in.ts';
import type { Pages } from './start-pages.ts';

export const phone = { width: 390, height: 844 };
export const desktop = { width: 1280, height: 900 };

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

/** A window where `person` is logged in (null: nobody); whoever is asked for a login there is let in as `next`. */
export async function visit(
  browser: Browser,
  pages: Pages,
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
  const cookie = (name: string, value: string) => context.addCookies([{ name, value, url: pages.url }]);
  if (next) await cookie(NEXT_PERSON_COOKIE, encodeURIComponent(`${next.role}|${next.sub}`));
  const id = person && (await pages.sessions.open(person));
  if (id !== null) await cookie(SESSION_COOKIE, id);
  return {
    context,
    requested,
    complaints,
    expire: async () => {
      if (id !== null) pages.sessions.expire(id);
    },
  };
}

/** Hosts other than the pages' own that were asked for anything. */
export function strangers(visitor: Visitor, pages: Pages): string[] {
  const web = visitor.requested.filter((url) => /^(https?|wss?):/.test(url));
  return [...new Set(web.map((url) => new URL(url).origin))].filter((origin) => origin !== pages.url);
}
