import { createServiceSigner } from '../../wire/identity/service-token.ts';
import type { Subgraph, SubgraphDependencies } from '../kit/subgraph.ts';
import { addAuditRoute } from './audit/audit-route.ts';
import { mayUseRole } from './database/role.ts';
import { type ClearanceTables, clearanceMigrations } from './database/tables.ts';
import { addDownloadRoute } from './exports/download-route.ts';
import { countExports } from './exports/observe-exports.ts';
import { openExports } from './exports/open-exports.ts';
import { countSubmissions, showWatchDue } from './observe-submissions.ts';
import { type ClearancePorts, defaultPorts, newToken } from './ports.ts';
import { createFreshReads } from './reads/fresh-reads.ts';
import { requestReconciliation } from './reports/feed/request-reconciliation.ts';
import { startReporting } from './reports/feed/start-reporting.ts';
import { createLiveModel } from './reports/figures/live-model.ts';
import { showReportModel } from './reports/observe-reports.ts';
import { createReportSweeps, type ReportSweeps } from './reports/sweep/report-sweeps.ts';
import { createClearanceResolvers } from './resolvers.ts';
import { createSubmit } from './submission/submit.ts';
import { startWatching } from './watch/start-watching.ts';
import { makeDue } from './watch/watch-queue.ts';

/** The clearance subgraph, and how sweeps of its read model are ordered. */
export interface Clearance extends Subgraph {
  readonly reportSweeps: ReportSweeps;
}

/** Puts the clearance subgraph together: the overall rule, the submission, and its record. */
export function createClearance(
  { database, profile, now, serviceKeys, onQuery, observation }: SubgraphDependencies,
  given: Partial<ClearancePorts> = {},
): Clearance {
  const ports = { ...defaultPorts(), ...given };
  const db = database.forSchema<ClearanceTables>('clearance', onQuery);
  const token = serviceKeys
    ? createServiceSigner(serviceKeys, 'clearance', now)
    : () => Promise.reject(new Error('There are no service keys.'));
  const traced = observation?.tracing?.headers;
  const reads = createFreshReads({ profile, ...ports, token, traced });
  let roleAsked: Promise<boolean> | undefined;
  const uncounted = createSubmit({
    ...ports,
    db,
    reads,
    profile,
    mayUseRole: () => {
      // Asked once; again where the database could not answer.
      roleAsked ??= mayUseRole(db).catch((error: unknown) => {
        roleAsked = undefined;
        throw error;
      });
      return roleAsked;
    },
  });
  const model = createLiveModel(db, profile.classes);
  const onEnded = observation
    ? countExports(database.forSchema('clearance'), observation.metrics)
    : () => undefined;
  const exports = openExports({
    ...ports,
    settings: ports.exports,
    db,
    profile,
    model,
    newId: newToken,
    onEnded,
  });
  const submit = observation ? countSubmissions(uncounted, observation.metrics) : uncounted;
  if (observation) showWatchDue(database.forSchema('clearance'), observation.metrics);
  if (observation) showReportModel(database.forSchema('clearance'), observation.metrics);
  return {
    name: 'clearance',
    reportSweeps: createReportSweeps(db, profile),
    sdlFile: new URL('../../schema/clearance.graphql', import.meta.url),
    resolvers: createClearanceResolvers({ db, profile, now, submit, forms: ports.forms, model, exports }),
    migrations: clearanceMigrations,
    addRoutes: (app, readService, readCaller) => {
      addAuditRoute(app, readService, db);
      addDownloadRoute(app, readCaller, db);
    },
    // Events may get lost with a department's database; whoever's diploma is still here is looked at each day.
    onNewDay: async () => {
      await makeDue(db, null);
      if (ports.reports) await requestReconciliation(db, profile);
    },
    start: () => {
      const watching = startWatching({ ...ports, db, reads, profile, now, serviceKeys: serviceKeys ?? null });
      const exporting = exports.start();
      const { reports: settings } = ports;
      const reporting = settings && startReporting({ ...ports, db, profile, settings, model, token, now });
      return {
        stop: async () => {
          await Promise.all([watching.stop(), reporting?.stop(), exporting.stop()]);
        },
      };
    },
  };
}
