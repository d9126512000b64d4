import type { FetchNode, PlanNode } from '../planner/plan.ts';
import { answerKeys } from './answer-keys.ts';

interface Place {
  readonly node: FetchNode;
  /** Response keys on the way, without lists and types. */
  readonly path: readonly string[];
  readonly keys: ReadonlySet<string>;
}

/**
 * Says of each fetch whether another one writes into what it brings. What departments answer is shared with other
 * requests, so such a fetch must work on a copy; of all others the objects are put into the answer as they are.
 */
export function createSharing(plan: PlanNode): (node: FetchNode) => boolean {
  const places = fetchesIn(plan).map(placeOf);
  const touched = new Set(
    places.filter((place) => places.some((other) => writesInto(other, place))).map(({ node }) => node),
  );
  return (node) => touched.has(node);
}

function fetchesIn(node: PlanNode): FetchNode[] {
  return node.kind === 'fetch' ? [node] : node.nodes.flatMap(fetchesIn);
}

function placeOf(node: FetchNode): Place {
  const path = (node.entities?.path ?? node.at ?? []).flatMap((part) =>
    part.kind === 'field' ? part.key : [],
  );
  return { node, path, keys: new Set([...answerKeys(node), ...node.outputRewrites.flatMap(renamed)]) };
}

function renamed(rewrite: FetchNode['outputRewrites'][number]): string[] {
  return rewrite.kind === 'rename' ? [rewrite.to] : [];
}

function writesInto(writer: Place, { node, path, keys }: Place): boolean {
  if (writer.node === node || !path.every((key, depth) => writer.path[depth] === key)) return false;
  const next = writer.path[path.length];
  return next === undefined
    ? [...writer.keys].some((key) => key !== '__typename' && keys.has(key))
    : keys.has(next);
}
