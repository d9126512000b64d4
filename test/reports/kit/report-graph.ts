import { setTimeout as wait } from 'node:timers/promises';
import type { ClearancePorts } from '../../../subgraphs/clearance/ports.ts';
import type { ReportSettings } from '../../../subgraphs/clearance/reports/report-ports.ts';
import type { Viewer } from '../../../subgraphs/kit/graph/viewer.ts';
import type { TestDatabase } from '../../kit/databases.ts';
import { type ServedGraph, type ServedGraphOptions, serveGraph } from '../../kit/served-graph.ts';
import { authorizationFor } from '../../kit/service-tokens.ts';

/** A person who asks for reports. */
export const registrar: Viewer = { kind: 'person', sub: 'R001', role: 'registrar' };
export const analyst: Viewer = { kind: 'person', sub: 'A001', role: 'analyst' };

/** Sources are asked as often as a test likes; events have a moment. */
export const quick: ReportSettings = { perSecond: 1_000, pollMs: 60_000, graceMs: 100, lookMs: 50 };

/** The whole graph with its read model at work. */
export interface ReportGraph extends ServedGraph {
  /** Asks the clearance subgraph, as the gateway does for a person. */
  readonly ask: <Data>(query: string, viewer: Viewer, variables?: object) => Promise<ReportAnswer<Data>>;
}

/** A GraphQL answer. */
export interface ReportAnswer<Data> {
  readonly data: Data;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** Serves the graph, and waits until the read model is complete unless told otherwise. */
export async function serveReports(
  opened: TestDatabase,
  {
    settings = quick,
    ports = {},
    instead = {},
    ready = true,
  }: {
    settings?: ReportSettings;
    ports?: Partial<ClearancePorts>;
    /** Replaces a subgraph's address for the clearance subgraph. */
    instead?: NonNullable<ServedGraphOptions['instead']>;
    ready?: boolean;
  } = {},
): Promise<ReportGraph> {
  const graph = await serveGraph(opened, { ports: { ...ports, reports: settings }, instead });
  const ask: ReportGraph['ask'] = async (query, viewer, variables) => {
    const response = await fetch(`${graph.url('clearance')}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: await authorizationFor('clearance', viewer),
      },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as never;
  };
  if (ready) await eventually(async () => (await coverageOf(ask)) === 1);
  return { ...graph, ask };
}

async function coverageOf(ask: ReportGraph['ask']): Promise<number> {
  type Coverage = { clearanceReport: { model: { coverage: number } } };
  return (await ask<Coverage>('{ clearanceReport { model { coverage } } }', registrar)).data.clearanceReport
    .model.coverage;
}

/** Resolves when something holds; rejects when it does not within so many milliseconds. */
export async function eventually(holds: () => Promise<boolean>, ms = 15_000): Promise<void> {
  for (const end = Date.now() + ms; ; ) {
    if (await holds()) return;
    if (Date.now() > end) throw new Error('It did not come true in time');
    await wait(20);
  }
}
