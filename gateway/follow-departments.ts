import type { SignServiceToken } from '../wire/identity/service-token.ts';
import type { Engine, LoadedSupergraph } from './engine/engine.ts';
import { createChangeFollower } from './live/follow-changes.ts';
import type { Subscribers } from './live/subscribers.ts';
import type { Observation } from './observe/observation.ts';
import type { GatewayPorts } from './ports.ts';
import { subgraphsOf } from './supergraph/departments.ts';
import type { EntityCache } from './upstream/cache/entity-cache.ts';

/** Whom changes concern. */
export interface ChangeParts {
  readonly engine: Engine;
  readonly cache: EntityCache | null;
  readonly subscribers: Subscribers;
  readonly seen: Observation;
  /** Proves to subgraphs that the gateway follows; null: nothing is followed, and displays are as old as what is remembered. */
  readonly sign: SignServiceToken | null;
}

/** What a change is called whose version is not told: it counts as newer than anything. */
const UNKNOWN_VERSION = '';

/**
 * Follows the events of the supergraph's subgraphs, whichever supergraph is in use: what was remembered of a changed
 * student is forgotten, then their live updates are told.
 */
export function followDepartments(
  { now, log }: Pick<GatewayPorts, 'now' | 'log'>,
  { engine, cache, subscribers, seen, sign }: ChangeParts,
): { readonly stop: () => Promise<void> } {
  if (sign === null) return { stop: async () => {} };
  const follower = createChangeFollower({
    token: sign,
    onChange: async ({ subgraph, studentId, version }) => {
      await cache?.invalidate({ subgraph, studentId, version: version ?? UNKNOWN_VERSION });
      subscribers.tell(studentId);
    },
    onGap: async () => {
      cache?.invalidateAll();
      subscribers.tellAll();
    },
    log,
    onLag: (subgraph, ms) => seen.metrics.eventLag(subgraph, ms / 1_000),
    now,
  });
  const follow = ({ supergraphSdl }: LoadedSupergraph) => follower.follow(subgraphsOf(supergraphSdl));
  const loaded = engine.current();
  if (loaded !== null) follow(loaded);
  const forget = engine.onReload(follow);
  return {
    stop: async () => {
      forget();
      await follower.stop();
    },
  };
}
