import { createHash } from 'node:crypto';
import type { SignServiceToken } from '../../wire/identity/service-token.ts';
import type { Log } from '../observe/log.ts';
import type { DepartmentObserver } from '../observe/observe-departments.ts';
import type { Contacts } from '../supergraph/contacts.ts';
import type { ShapeReader } from '../upstream/answer-shape.ts';
import { createDepartment } from '../upstream/ask-department.ts';
import { type BatchBounds, defaultBatchBounds } from '../upstream/batch/batch-bounds.ts';
import type { EntityCache } from '../upstream/cache/entity-cache.ts';
import {
  createDepartmentClient,
  type DepartmentClient,
  type UpstreamLimits,
} from '../upstream/department-client.ts';
import type { ReadBudget } from '../upstream/resilience/budget.ts';
import { createDepartmentGuard } from '../upstream/resilience/department-guard.ts';
import { guardClient } from '../upstream/resilience/guarded-client.ts';
import { createFetcher, type SubgraphFetcher } from './planned-fetch.ts';

/** What every generation is made with. */
export interface GenerationParts {
  readonly limits: UpstreamLimits;
  readonly contacts: Contacts;
  readonly log: Log;
  /** What departments said a short while ago; it outlives the generation. Left out: every fetch is made. */
  readonly cache?: EntityCache;
  /** What each department is given. */
  readonly budget: ReadBudget;
  /** How much may share a call; left out: by the default bounds. */
  readonly batches?: BatchBounds;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
  /** A monotonic clock, milliseconds. */
  readonly elapsed: () => number;
  /** Who counts and traces calls; left out: nobody. */
  readonly observer?: DepartmentObserver;
  /** Proves to departments that the gateway asks. Left out, in front of a foreign supergraph: what the client sent is passed on. */
  readonly sign?: SignServiceToken;
}

/** The subgraphs of one supergraph, each with its connections, its guard and the cache. */
export interface Departments {
  /** The fetcher of a subgraph; made, and its connections opened, the first time it is named. */
  open(name: string, url: string): SubgraphFetcher;
  /** Ends the connections after the calls in flight. */
  close(): Promise<void>;
}

/** No department is connected to before it is asked. */
export function createDepartments(
  supergraphSdl: string,
  shapes: ShapeReader,
  parts: GenerationParts,
): Departments {
  const { cache = null, contacts, log } = parts;
  const schemaId = schemaIdOf(supergraphSdl);
  const clients: DepartmentClient[] = [];
  return {
    open(subgraph, url) {
      const client = createDepartmentClient(url, parts.limits, {
        around: parts.observer?.aroundCall(subgraph),
        credentials: parts.sign && { subgraph, sign: parts.sign },
      });
      clients.push(client);
      const events = parts.observer?.batchEvents(subgraph, log);
      const batching = { bounds: parts.batches ?? defaultBatchBounds, ...(events && { events }) };
      const guarded = guardFor(subgraph, client, parts);
      const department = createDepartment({ subgraph, client: guarded, cache, schemaId, batching });
      const observed = parts.observer?.traced(subgraph, department) ?? department;
      return createFetcher({ subgraph, department: observed, shapes, contacts, log });
    },
    async close() {
      await Promise.all(clients.map((client) => client.close()));
    },
  };
}

function guardFor(name: string, client: DepartmentClient, parts: GenerationParts): DepartmentClient {
  const { budget, limits, random, elapsed, observer } = parts;
  return guardClient(client, {
    guard: createDepartmentGuard(budget, random, observer?.guardEvents(name), elapsed),
    fairShareMs: limits.fetchTimeoutMs * 0.9,
    elapsed,
    onRefused: (why) => observer?.refused(name, 'query', why),
  });
}

/** The same for gateways that reach their departments at different addresses. */
function schemaIdOf(supergraphSdl: string): string {
  const withoutAddresses = supergraphSdl.replaceAll(/(@join__graph\(name: "[^"]*"), url: "[^"]*"/g, '$1');
  return createHash('sha256').update(withoutAddresses).digest('base64url');
}
