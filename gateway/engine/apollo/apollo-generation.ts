import './apollo-telemetry.ts';
import { createHash } from 'node:crypto';
import { ApolloGateway } from '@apollo/gateway';
import { buildASTSchema, type ExecutionResult, parse } from 'graphql';
import type { SignServiceToken } from '../../../wire/identity/service-token.ts';
import { apolloLogger } from '../../observe/apollo-logger.ts';
import type { Log } from '../../observe/log.ts';
import type { DepartmentObserver } from '../../observe/observe-departments.ts';
import type { Contacts } from '../../supergraph/contacts.ts';
import { createShapeReader } from '../../upstream/answer-shape.ts';
import { createDepartment } from '../../upstream/ask-department.ts';
import type { EntityCache } from '../../upstream/cache/entity-cache.ts';
import { type Reading, startReading, tellReading } from '../../upstream/cache/reading.ts';
import {
  createDepartmentClient,
  type DepartmentClient,
  type UpstreamLimits,
} from '../../upstream/department-client.ts';
import type { ReadBudget } from '../../upstream/resilience/budget.ts';
import { createDepartmentGuard } from '../../upstream/resilience/department-guard.ts';
import { guardClient } from '../../upstream/resilience/guarded-client.ts';
import type { EngineRequest, LoadedSupergraph } from '../engine.ts';
import { createPrivateAliases } from '../private-aliases.ts';
import { tidyResult } from '../tidy-result.ts';
import { createDataSource, type FetchContext } from './apollo-data-source.ts';

/** What every generation is made with. */
export interface GenerationParts {
  readonly limits: UpstreamLimits;
  readonly contacts: Contacts;
  readonly log: Log;
  /** What departments said a short while ago; it outlives the generation. Left out: every fetch is made. */
  readonly cache?: EntityCache;
  /** What each department is given. */
  readonly budget: ReadBudget;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
  /** A monotonic clock, milliseconds. */
  readonly elapsed: () => number;
  /** Who counts and traces calls; left out: nobody. */
  readonly observer?: DepartmentObserver;
  /** Proves to departments that the gateway asks. Left out, in front of a foreign supergraph: what the client sent is passed on. */
  readonly sign?: SignServiceToken;
}

/** One supergraph with its planner and its connections. */
export interface Generation extends LoadedSupergraph {
  execute(request: EngineRequest): Promise<ExecutionResult>;
  /** Resolves when the requests in flight have ended and the connections are closed. */
  retire(): Promise<void>;
}

type PlannerContext = Parameters<ApolloGateway['executor']>[0];

/**
 * Plans a supergraph with @apollo/gateway. Each supergraph gets an instance of its own instead of that package's update
 * callback, so that a request in flight can never meet the plans, schema or connections of a newer one.
 * Rejects where the SDL is no valid supergraph.
 */
export async function createGeneration(supergraphSdl: string, parts: GenerationParts): Promise<Generation> {
  const shapes = createShapeReader(
    buildASTSchema(parse(supergraphSdl), { assumeValid: true, assumeValidSDL: true }),
  );
  const { cache = null } = parts;
  const schemaId = schemaIdOf(supergraphSdl);
  const clients: DepartmentClient[] = [];
  const gateway = new ApolloGateway({
    supergraphSdl: readableByApollo(supergraphSdl),
    buildService({ name, url }) {
      const client = createDepartmentClient(url ?? '', parts.limits, {
        around: parts.observer?.aroundCall(name),
        credentials: parts.sign && { subgraph: name, sign: parts.sign },
      });
      clients.push(client);
      const guarded = guardFor(name, client, parts);
      const department = createDepartment({ subgraph: name, client: guarded, cache, schemaId });
      const observed = parts.observer?.traced(name, department) ?? department;
      return createDataSource({ ...parts, subgraph: name, department: observed, shapes });
    },
    queryPlannerConfig: { exposeDocumentNodeInFetchNode: true },
    __exposeQueryPlanExperimental: false,
    validateSupergraph: true,
    logger: apolloLogger(parts.log),
  });
  const { schema, executor } = await gateway.load();
  const inFlight = createInFlightCount();
  const privateAliases = createPrivateAliases();

  return {
    apiSchema: schema,
    supergraphSdl,
    async execute(request) {
      const leave = inFlight.enter();
      try {
        const { document, restore } = privateAliases(request.document);
        const work = { ...request, document };
        const reading = await startReading(request, cache);
        const result = await executor(plannerContext(work, reading));
        return tellReading(restore(tidyResult(result, work)), reading);
      } finally {
        leave();
      }
    },
    async retire() {
      await inFlight.empty();
      await gateway.stop();
      await Promise.all(clients.map((client) => client.close()));
    },
  };
}

function guardFor(name: string, client: DepartmentClient, parts: GenerationParts): DepartmentClient {
  const { budget, limits, random, elapsed, observer } = parts;
  return guardClient(client, {
    guard: createDepartmentGuard(budget, random, observer?.guardEvents(name)),
    fairShareMs: limits.fetchTimeoutMs * 0.9,
    elapsed,
    onRefused: (why) => observer?.refused(name, 'query', why),
  });
}

/**
 * Composition marks `@policy` and its like as being for security, and Apollo's open gateway refuses what it does not
 * enforce. Here they are enforced in front of every engine (gateway/authorization).
 */
function readableByApollo(supergraphSdl: string): string {
  return supergraphSdl.replaceAll(/(@link\([^()]*?),?\s*for:\s*SECURITY\b/g, '$1');
}

/** The same for gateways that reach their departments at different addresses. */
function schemaIdOf(supergraphSdl: string): string {
  const withoutAddresses = supergraphSdl.replaceAll(/(@join__graph\(name: "[^"]*"), url: "[^"]*"/g, '$1');
  return createHash('sha256').update(withoutAddresses).digest('base64url');
}

/** Only what the executor reads; see its source, executeQueryPlan.js. */
function plannerContext(request: EngineRequest, { freshness, tally }: Reading): PlannerContext {
  const { forwardedAuthorization, requestId, signal, viewer, variables, operationName } = request;
  const asker = { forwardedAuthorization, requestId, signal, viewer };
  const context: FetchContext = { ...asker, operation: request.kind, freshness, tally };
  return {
    request: { variables, ...(operationName !== null && { operationName }) },
    document: request.document,
    queryHash: request.documentHash,
    operationName,
    metrics: {},
    context,
  } as unknown as PlannerContext;
}

function createInFlightCount() {
  let count = 0;
  let waiting: (() => void)[] = [];
  return {
    enter() {
      count++;
      return () => {
        count--;
        if (count > 0) return;
        for (const resolve of waiting) resolve();
        waiting = [];
      };
    },
    empty: () => (count === 0 ? Promise.resolve() : new Promise<void>((resolve) => waiting.push(resolve))),
  };
}
