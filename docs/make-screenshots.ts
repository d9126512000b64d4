import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { startChild } from '../test/kit/child.ts';
import { freePort } from '../test/kit/free-port.ts';
import { openBrowser, visit } from '../test/web/kit/browse.ts';
import { drawPages } from './screenshots-of-pages.ts';
import { drawReports } from './screenshots-of-reports.ts';

// Draws the pictures of the README from the running product: npm run screenshots [-- FOLDER]

const FOLDER = resolve(process.argv[2] ?? join(import.meta.dirname, 'screenshots'));
const dataDir = mkdtempSync(join(tmpdir(), 'clearance-screenshots-'));
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const started = startChild('start/main.ts', [], { DATA_DIR: dataDir, PORT: String(port), PUBLIC_URL: url });
try {
  await started.line(/ready after/);
  const browser = await openBrowser();
  await drawPages(browser, url, FOLDER);
  await drawGraphiql(browser);
  await drawReports(browser, url, FOLDER);
  await browser.close();
} finally {
  started.signal('SIGTERM');
  await started.ended;
  rmSync(dataDir, { recursive: true, force: true });
}

async function drawGraphiql(from: Browser): Promise<void> {
  const viewport = { width: 1280, height: 800 };
  const { context } = await visit(from, { url }, { sub: 'SAMPLE-REGISTRAR-1' }, { viewport });
  const page = await context.newPage();
  await page.goto('/graphiql/');
  // Before it has read the schema it runs nothing.
  await page.waitForLoadState('networkidle', { timeout: 60_000 });
  await page.getByRole('button', { name: /execute query/i }).click();
  await page.getByText('682.4').first().waitFor();
  await page.screenshot({ path: join(FOLDER, 'graphiql.png') });
}
