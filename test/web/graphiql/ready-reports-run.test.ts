import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleStaff } from '../../../data/people.ts';
import type { Viewer } from '../../../subgraphs/kit/graph/viewer.ts';
import { mayReadReports } from '../../../web/app/may-read-reports.ts';
import { readyFor } from '../../../web/graphiql/ready/ready-for.ts';
import { readyReportTexts } from '../../../web/texts/ready-reports.ts';
import { databaseKinds } from '../../kit/databases.ts';
import { type ReportGraph, serveReports } from '../../reports/kit/report-graph.ts';

const roles = [...new Set(sampleStaff().flatMap((person) => person.roles)), 'student'];
const as = (role: string) => ({ kind: 'person', sub: 'R001', role }) as Viewer;

let graph: ReportGraph;
beforeAll(async () => {
  graph = await serveReports(await databaseKinds[0].open());
});
afterAll(() => graph.close());

describe.each(roles.filter(mayReadReports))('to %s', (role) => {
  test('all reports are offered, and each is answered as it is', async () => {
    const offered = readyFor(role);
    expect(offered.map(({ name }) => name).sort()).toEqual(Object.keys(readyReportTexts).sort());
    for (const { name, document, variables } of offered) {
      const answer = await graph.ask<{ clearanceReport: object | null } | null>(
        document,
        as(role),
        JSON.parse(variables),
      );
      expect({ name, errors: answer.errors }).toEqual({ name, errors: undefined });
      expect(answer.data?.clearanceReport).toMatchObject({ students: expect.anything() });
    }
  });
});

test('figures are offered to whom the service gives them, and to nobody else', async () => {
  const isGiven = async (role: string) => {
    const { errors } = await graph.ask('{ clearanceReport { classYears } }', as(role));
    return errors === undefined;
  };
  for (const role of roles) expect([role, mayReadReports(role)]).toEqual([role, await isGiven(role)]);
  const refused = roles.filter((role) => !mayReadReports(role));
  expect(refused.sort()).toEqual(['desk', 'integrator', 'student']);
  for (const role of [...refused, null])
    expect(readyFor(role).filter(({ document }) => document.includes('clearanceReport'))).toEqual([]);
});
