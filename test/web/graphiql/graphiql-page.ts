import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { type Visitor, visit } from '../kit/browse.ts';
import type { Pages } from '../kit/start-pages.ts';

/** GraphiQL in a browser, as somebody uses it. */
export interface GraphiqlPage extends Visitor {
  readonly page: Page;
  /** The operation in the tab in front. */
  readonly query: () => Promise<string>;
  /** Replaces what the tab in front asks. */
  readonly write: (query: string) => Promise<void>;
  /** Runs it, and resolves when the answer is there. */
  readonly run: () => Promise<void>;
  /** Opens what stands at the side: the name of its button. */
  readonly side: (name: string) => Promise<Locator>;
}

export const analyst = { sub: 'SAMPLE-ANALYST-1' };
export const colleague = { sub: 'SAMPLE-ANALYST-2' };
export const integrator = { sub: 'SAMPLE-INTEGRATOR-1' };

/** Opens the page as somebody who may; waits until it has read the schema. */
export async function openGraphiql(
  browser: Browser,
  pages: Pages,
  person: { readonly sub: string },
  path = '/graphiql/',
): Promise<GraphiqlPage> {
  const visitor = await visit(browser, pages, person, { viewport: { width: 1440, height: 900 } });
  await visitor.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: pages.url });
  // Five megabytes of editor, on a machine with other work.
  visitor.context.setDefaultTimeout(60_000);
  const page = await visitor.context.newPage();
  const isRead = page.waitForResponse(
    async (response) => response.url().endsWith('/graphql') && (await response.text()).includes('"__schema"'),
  );
  await page.goto(path);
  await isRead;
  const editor = page.locator('.graphiql-query-editor');
  await editor.locator('.view-line').first().waitFor();
  return { ...visitor, page, ...using(page, editor) };
}

function using(page: Page, editor: Locator): Pick<GraphiqlPage, 'query' | 'write' | 'run' | 'side'> {
  // Monaco puts no-break spaces where there are spaces.
  const query = async () => (await editor.locator('.view-lines').innerText()).replaceAll('\u00a0', ' ');
  return {
    query,
    write: async (text) => {
      await editor.locator('.view-lines').click();
      await page.keyboard.press('Control+a');
      await page.keyboard.insertText(text);
    },
    run: async () => {
      // The editor takes a moment to see which operation it holds, and sends the name of the last one until then.
      const name = /(?:query|mutation) (\w+)/.exec(await query())?.[1];
      if (name !== undefined) await page.locator('.graphiql-tab-active', { hasText: name }).waitFor();
      const answered = page.waitForResponse('**/graphql');
      await page.locator('.graphiql-execute-button').click();
      await answered;
      await page.locator('.result-window .view-line').first().waitFor({ state: 'attached' });
    },
    side: async (name) => {
      await page.getByRole('button', { name, exact: false }).click();
      return page.locator('.side-panel');
    },
  };
}

/** What a click lets the browser save: its name and its bytes. */
export async function downloaded(
  page: Page,
  click: () => Promise<void>,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}
