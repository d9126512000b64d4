import { setTimeout as wait } from 'node:timers/promises';
import { runAs } from './run-as.ts';
import type { Pages } from './start-pages.ts';

const DEADLINE_MS = 90_000;

/** Waits until the reports' read model knows every verdict; fails after 90 s. */
export async function modelComplete(pages: Pages): Promise<void> {
  const registrar = { role: 'registrar', sub: 'SAMPLE-REGISTRAR-1' };
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    const { clearanceReport } = await runAs(pages, registrar, 'ReportFunnel', {});
    const { coverage } = clearanceReport.model;
    if (coverage === 1) return;
    if (Date.now() > deadline) throw new Error(`The read model knows ${coverage} of the verdicts.`);
    await wait(500);
  }
}
