import { setTimeout as wait } from 'node:timers/promises';
import { openDatabase } from '../subgraphs/kit/database/open-database.ts';
import type { Viewer } from '../subgraphs/kit/graph/viewer.ts';
import { databaseKinds } from '../test/kit/databases.ts';
import { createDatabase, startPostgres } from '../test/kit/postgres.ts';
import { at } from './peak/percentile.ts';
import { askAs, REPORT } from './reports/ask-report.ts';
import { timeExports } from './reports/export.ts';
import { type ServedClass, serveClass } from './reports/served-class.ts';
import { timePage } from './reports/time-page.ts';
import { timeInSession } from './reports/time-session.ts';

const registrar: Viewer = { kind: 'person', sub: 'R001', role: 'registrar' };
const analyst: Viewer = { kind: 'person', sub: 'A001', role: 'analyst' };
const RUNS = 200;
const CHANGES = 30;

/**
 * Times reports: all subgraphs of a synthetic class in this process, each behind HTTP.
 *
 * Targets: with 50,000 students on PostgreSQL every field of a report over everything in 100 ms at p95, from an event to
 * the report in 1 s, what the page `/reports` asks at once, in a session and through the gateway, in 300 ms, and no request to a department; with 4,500
 * on PGlite at most three times as long. Exports: `timeExports`.
 *
 * @param args `postgres` or `pglite` for one of them; a number of students
 */
export async function bench(args: readonly string[] = []): Promise<void> {
  const students = Number(args.find((one) => /^\d+$/.test(one)) ?? 0);
  if (!args.includes('pglite')) {
    const postgres = await startPostgres();
    try {
      const url = await createDatabase(postgres.url, 'reports');
      const database = openDatabase({ kind: 'postgres', url });
      await measure('PostgreSQL', await serveClass(database, students || 50_000));
      await database.close();
      const exports = await createDatabase(postgres.url, 'exports');
      await timeExports({ kind: 'postgres', url: exports }, students || 50_000);
    } finally {
      await postgres.stop();
    }
  }
  if (!args.includes('postgres')) {
    const { database, dispose } = await databaseKinds[0].open();
    await measure('PGlite', await serveClass(database, students || 4_500));
    await dispose();
    await timeExports({ kind: 'embedded' }, students || 4_500);
  }
}

async function measure(kind: string, served: ServedClass): Promise<void> {
  try {
    const began = performance.now();
    const students = await complete(served);
    const seconds = (performance.now() - began) / 1_000;
    console.log(`${kind}, ${students} students: read model complete after ${seconds.toFixed(1)} s`);
    const before = served.requests();
    await timeReports(served, 'registrar', registrar, []);
    await timeReports(served, 'registrar by college and outcome', registrar, ['COLLEGE', 'OUTCOME']);
    await timeReports(served, 'analyst', analyst, []);
    await timeReports(served, 'analyst by college and outcome', analyst, ['COLLEGE', 'OUTCOME']);
    await timePage(served, analyst, registrar);
    console.log(`  requests to registry and departments by all of these: ${served.requests() - before}`);
    await timeInSession(served);
    await timeChanges(served);
  } finally {
    await served.close();
  }
}

interface Read {
  readonly clearanceReport: {
    readonly model: { readonly coverage: number; readonly sources: readonly { readonly way: string }[] };
    readonly students: { readonly count: number };
  };
}

async function complete(served: ServedClass): Promise<number> {
  const query = '{ clearanceReport { students { count } model { coverage sources { way } } } }';
  for (;;) {
    const { students, model } = (await askAs<Read>(served, 'clearance', registrar, query)).data
      .clearanceReport;
    const followed = model.sources.filter(({ way }) => way === 'EVENTS').length;
    if (model.coverage === 1 && followed === 4) return students.count;
    await wait(100);
  }
}

async function timeReports(
  served: ServedClass,
  what: string,
  viewer: Viewer,
  groupBy: readonly string[],
): Promise<void> {
  const times: number[] = [];
  for (let run = -10; run < RUNS; run += 1) {
    const { ms } = await askAs(served, 'clearance', viewer, REPORT, { groupBy });
    if (run >= 0) times.push(ms);
  }
  console.log(`  ${what}: p50 ${at(times, 0.5).toFixed(1)} ms, p95 ${at(times, 0.95).toFixed(1)} ms`);
}

interface Archives {
  readonly clearanceReport: {
    readonly departments: readonly {
      readonly outcomes: readonly { readonly students: { readonly count: number } }[];
    }[];
  };
}

/** Changes verdicts, and asks until the report has them; the first report after each change counts anew. */
async function timeChanges(served: ServedClass): Promise<void> {
  const staff: Viewer = { kind: 'person', sub: 'A1', role: 'staff:archives' };
  type Found = { clearances: { nodes: { studentId: string }[] } };
  const list = `{ clearances(first: ${CHANGES}, filter: { departments: "archives", outcomes: PASSED }) { nodes { studentId } } }`;
  const { data } = await askAs<Found>(served, 'clearance', staff, list);
  const [late, reports, analysts]: [number[], number[], number[]] = [[], [], []];
  const passed = async () => {
    const query =
      '{ clearanceReport(filter: { departments: "archives" }) { departments { outcomes { students { count } } } } }';
    const { clearanceReport } = (await askAs<Archives>(served, 'clearance', registrar, query)).data;
    return clearanceReport.departments[0]?.outcomes[0]?.students.count ?? 0;
  };
  for (const { studentId } of data.clearances.nodes) {
    const before = await passed();
    const change = `mutation { recordArchivesThesis(input: { studentId: "${studentId}", label: "" }) { __typename } }`;
    await askAs(served, 'archives', staff, change);
    const began = performance.now();
    while ((await passed()) === before) await wait(5);
    late.push(performance.now() - began);
    analysts.push(
      (await askAs(served, 'clearance', analyst, REPORT, { groupBy: ['COLLEGE', 'OUTCOME'] })).ms,
    );
    reports.push((await askAs(served, 'clearance', registrar, REPORT)).ms);
  }
  console.log(
    `  from a change to the report: p50 ${at(late, 0.5).toFixed(0)} ms, most ${Math.max(...late).toFixed(0)} ms`,
  );
  for (const [who, times] of [
    ['registrar', reports],
    ['analyst', analysts],
  ] as const)
    console.log(
      `  first report after a change, ${who}: p50 ${at(times, 0.5).toFixed(1)} ms, p95 ${at(times, 0.95).toFixed(1)} ms`,
    );
}
