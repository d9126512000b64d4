import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { startChild } from '../test/kit/child.ts';
import { chromiumArguments, ensureChromium } from '../test/kit/chromium.ts';
import { freePort } from '../test/kit/free-port.ts';

// Draws the pictures of the README from the running product: npm run screenshots

const FOLDER = join(import.meta.dirname, 'screenshots');
const dataDir = mkdtempSync(join(tmpdir(), 'clearance-screenshots-'));
const port = await freePort();
const started = startChild('start/main.ts', [], { DATA_DIR: dataDir, PORT: String(port) });
await started.line(/ready after/);
const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  args: [...chromiumArguments],
});
await drawGraphiql(browser);
await browser.close();
started.signal('SIGTERM');
await started.ended;
rmSync(dataDir, { recursive: true, force: true });

async function drawGraphiql(from: Browser): Promise<void> {
  const page = await from.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`http://127.0.0.1:${port}/graphiql/`);
  await page.getByRole('button', { name: /execute query/i }).click();
  await page.getByText('682.4').first().waitFor();
  await page.screenshot({ path: join(FOLDER, 'graphiql.png') });
}
