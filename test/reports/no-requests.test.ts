import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseKinds } from '../kit/databases.ts';
import { type CountingDoor, openDoor } from './kit/counting-door.ts';
import { analyst, eventually, quick, type ReportGraph, registrar, serveReports } from './kit/report-graph.ts';

const sources = ['registry', 'library', 'archives', 'apartment', 'finance'] as const;

const COUNT = 'students { count suppressed }';
const EVERY_FIGURE = `
  generatedAt classYears smallestCount ${COUNT}
  model { revision coverage ageSeconds sources { code way coverage heardAt ageSeconds reconciledAt drift } }
  outcomes { outcome ${COUNT} }
  departments {
    code unitName { zh en } outcomes { outcome ${COUNT} }
    timeToPass { ${COUNT} medianHours p90Hours } mendedInTime { ${COUNT} share }
  }
  reasons(first: 200) { department code ${COUNT} }
  funnel { stage blockedBy ${COUNT} }
  groups { keys { dimension value label { zh en } } ${COUNT} }
  trend(interval: HOUR) {
    at ${COUNT} outcomes { outcome ${COUNT} } departments { code outcomes { outcome ${COUNT} } }
    funnel { stage blockedBy ${COUNT} }
  }`;
const everybody = (args: string) => `{ clearances(${args}) {
  totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  edges { cursor node { studentId } }
  nodes {
    studentId name classYear collegeCode college major studyLevel leaveType outcome stage blockedBy
    departments { code outcome reasons version asOf since } submittedAt handedOverAt updatedAt
  }
} }`;

describe.each(databaseKinds)('reports, on $kind', ({ open }) => {
  let graph: ReportGraph;
  let doors: Record<(typeof sources)[number], CountingDoor>;
  beforeAll(async () => {
    const opened = await Promise.all(
      sources.map(async (name) => [name, await openDoor(() => graph.url(name))]),
    );
    doors = Object.fromEntries(opened);
    const instead = Object.fromEntries(sources.map((name) => [name, doors[name].url]));
    // Nothing is polled while this test runs; what is read at the start is.
    graph = await serveReports(await open(), {
      settings: { ...quick, pollMs: 3_600_000 },
      instead,
      ready: false,
    });
    await eventually(isQuiet);
  });
  afterAll(async () => {
    await graph.close();
    for (const door of Object.values(doors)) await door.close();
  });

  const came = () => Object.fromEntries(sources.map((name) => [name, doors[name].came()]));
  /** Everything that a start reads is read, and every department is followed. */
  async function isQuiet(): Promise<boolean> {
    const sweeps = await graph.db.selectFrom('report_sweep').select(['source', 'finished_at']).execute();
    const followed = await graph.db
      .selectFrom('report_source')
      .select('way')
      .where('way', '=', 'EVENTS')
      .execute();
    const swept = new Set(sweeps.map(({ source }) => source));
    return (
      swept.size === sources.length &&
      followed.length === 4 &&
      sweeps.every((one) => one.finished_at !== null)
    );
  }

  test('come through no door of a source, whatever is asked', async () => {
    const before = came();
    // The doors do count: the model was read through them.
    for (const name of sources) expect(before[name], name).toBeGreaterThan(0);
    for (const [viewer, groupBy] of [
      [registrar, 'COLLEGE, DEPARTMENT, OUTCOME'],
      [registrar, 'REASON, DAY'],
      [analyst, 'COLLEGE, DEPARTMENT, OUTCOME'],
      [analyst, 'DEPARTMENT, REASON'],
    ] as const) {
      const answer = await graph.ask<{ clearanceReport: Record<string, unknown[]> }>(
        `{ clearanceReport(groupBy: [${groupBy}]) { ${EVERY_FIGURE} } }`,
        viewer,
      );
      expect(answer).not.toHaveProperty('errors');
      for (const part of ['departments', 'reasons', 'funnel', 'groups', 'trend'])
        expect(answer.data.clearanceReport[part]?.length, part).toBeGreaterThan(0);
    }
    for (const args of ['first: 500', 'filter: { departments: "finance", outcomes: NOT_PASSED }']) {
      const answer = await graph.ask<{ clearances: { nodes: unknown[] } }>(everybody(args), registrar);
      expect(answer).not.toHaveProperty('errors');
      expect(answer.data.clearances.nodes.length).toBeGreaterThan(0);
    }
    // What a report might have ordered would come a moment later.
    await wait(10 * quick.lookMs);
    expect(came()).toEqual(before);
  });
});
