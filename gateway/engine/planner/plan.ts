import type { DocumentNode } from 'graphql';
import type { RawPlan } from './raw-planner.ts';

/**
 * How an operation is fetched, the same whoever planned it. Subgraphs are named as `join__graph(name:)` names them.
 * Everything a fetch needs is here: no step asks the schema or the planner again.
 */
export interface QueryPlan {
  /** Null: nothing to fetch. */
  readonly node: PlanNode | null;
  /** Whose plan it is; of a mutation that was planned field by field all whose plans it is made of, each once. */
  readonly madeBy: readonly RawPlan['by'][];
}

/** A step of a plan. */
export type PlanNode = SequenceNode | ParallelNode | FetchNode;

/** Steps one after another: a later one reads what the earlier ones brought. */
export interface SequenceNode {
  readonly kind: 'sequence';
  readonly nodes: readonly PlanNode[];
}

/** Steps at the same time: none reads what another brings. */
export interface ParallelNode {
  readonly kind: 'parallel';
  readonly nodes: readonly PlanNode[];
}

/** One request to one subgraph. */
export interface FetchNode {
  readonly kind: 'fetch';
  readonly subgraph: string;
  readonly operation: 'query' | 'mutation';
  /** `query`, parsed once. */
  readonly document: DocumentNode;
  /** What is sent, word for word the same for every caller. */
  readonly query: string;
  readonly operationName: string | undefined;
  /** Variables of the client's operation that are sent along; `representations` is not among them. */
  readonly variables: readonly string[];
  /** Null: a fetch of root fields. */
  readonly entities: EntityFetch | null;
  /** Of a fetch of root fields: the objects of the root type that it adds to, where a field below the root answers `Query`. Left out: the root. */
  readonly at?: readonly PathPart[];
  /** Changes to what came back, before it is merged. */
  readonly outputRewrites: readonly Rewrite[];
}

/** Which objects of the answer so far a fetch adds to, and what it tells the subgraph of each. */
export interface EntityFetch {
  readonly path: readonly PathPart[];
  /** The representation: keys, `@requires` inputs, `__typename`. An object that fits no `on` is not fetched. */
  readonly requires: readonly RequiresSelection[];
  /** Changes to each representation, before it is sent. */
  readonly inputRewrites: readonly Rewrite[];
}

/**
 * A step down into the answer: a response key; every item of a list and of the lists in it, however deep; or only objects
 * whose `__typename` is named. Two list steps never follow each other, and a list may come where no step says so.
 */
export type PathPart =
  | { readonly kind: 'field'; readonly key: string }
  | { readonly kind: 'list' }
  | { readonly kind: 'types'; readonly names: readonly string[] };

/**
 * A field of a representation, read at `key`, or at `name` where the object has no such key, and sent as `name`; or fields of
 * objects that are of type `type` (abstract types too). A key of its own keeps a rule's `price(currency: "USD")` apart from
 * another's; one fetch for several paths may meet objects on which there was nothing to keep apart.
 */
export type RequiresSelection =
  | {
      readonly kind: 'field';
      readonly name: string;
      readonly key: string;
      /** Null: a leaf. */
      readonly selections: readonly RequiresSelection[] | null;
    }
  | { readonly kind: 'on'; readonly type: string; readonly selections: readonly RequiresSelection[] };

/** Sets the value at the end of a path, or gives the key at the end of a path another name. Lists on the way are walked through. */
export type Rewrite =
  | { readonly kind: 'set'; readonly path: readonly RewritePart[]; readonly value: unknown }
  | { readonly kind: 'rename'; readonly path: readonly RewritePart[]; readonly to: string };

/** A step down for a rewrite: a key, or only objects whose `__typename` is named or that have none. */
export type RewritePart =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'types'; readonly names: readonly string[] };
