import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { createDatabase, startPostgres } from '../test/kit/postgres.ts';
import { openBrowser, phone, visit } from '../test/web/kit/browse.ts';
import { type Pages, startPages } from '../test/web/kit/start-pages.ts';

const RUNS = 5;

/** A phone of the middle of the market on a full network: Chromium's processor four times as slow, 1.6 Mbit/s, 150 ms. */
const NETWORK = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 94_000 };
const SLOWER = 4;

/** One load of the clearance page. */
interface Load {
  /** Until the outcomes are shown and the buttons work, milliseconds. */
  readonly usableMs: number;
  /** Cumulative layout shift by the definition of web vitals, without the reader's own doing. */
  readonly shift: number;
  /** Scripts as they came over the network, bytes. */
  readonly scriptBytes: number;
}

/**
 * Measures the clearance page as a student's phone meets it for the first time: scripts over the network, time until the
 * outcomes are shown, layout shift.
 *
 * Targets: 120 kB of scripts, 2 s, 0.05.
 */
export async function bench(): Promise<void> {
  const postgres = await startPostgres();
  const database = await createDatabase(postgres.url, 'pages');
  const pages = await startPages({ DATABASE_URL: database, LOG_LEVEL: 'info', CACHE: 'on' });
  const browser = await openBrowser();
  // The graph's first answer compiles its plan.
  await load(browser, pages);
  const loads: Load[] = [];
  for (let run = 0; run < RUNS; run += 1) loads.push(await load(browser, pages));
  await browser.close();
  await pages.end();
  await postgres.stop();
  report(loads);
}

async function load(browser: Browser, pages: Pages): Promise<Load> {
  const { context } = await visit(browser, pages, { sub: 'TS2020F4' }, { viewport: phone });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', NETWORK);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const scripts = new Map<string, number>();
  devtools.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.set(requestId, 0);
  });
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) scripts.set(requestId, encodedDataLength);
  });
  await page.addInitScript(MEASURE);
  await page.goto(`${pages.url}/clearance`);
  await page.locator('.card .verdict').nth(3).waitFor();
  // What comes late must not move either.
  await page.waitForLoadState('load');
  await page.waitForTimeout(1_000);
  const [usableMs, shift] = await page.evaluate<[number, number]>('[globalThis.usableMs, globalThis.shift]');
  await context.close();
  return { usableMs, shift, scriptBytes: [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0) };
}

/** In the page: when the last card stands in a frame that was drawn, and how much was pushed around. */
const MEASURE = `
  globalThis.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  const look = () => {
    if (document.querySelectorAll('.card .verdict').length === 4) globalThis.usableMs ??= performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
`;

function report(loads: readonly Load[]): void {
  const sorted = loads.map(({ usableMs }) => usableMs).sort((a, b) => a - b);
  const [median = 0, worst = 0] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  const shift = Math.max(...loads.map((one) => one.shift));
  const bytes = Math.max(...loads.map(({ scriptBytes }) => scriptBytes));
  console.log(
    `scripts over the network   ${(bytes / 1000).toFixed(1)} kB (compressed on disk ${onDisk()} kB with every page)`,
  );
  console.log(
    `usable on a throttled phone median ${median.toFixed(0)} ms, worst of ${RUNS} ${worst.toFixed(0)} ms`,
  );
  console.log(`layout shift               ${shift.toFixed(3)} at most`);
}

function onDisk(): string {
  const assets = join(import.meta.dirname, '../web/dist/pages/assets');
  const files = readdirSync(assets).filter((name) => name.endsWith('.js.br'));
  return (files.reduce((sum, name) => sum + readFileSync(join(assets, name)).length, 0) / 1000).toFixed(1);
}
