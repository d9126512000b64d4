import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import type { Viewer } from '../request/viewer.ts';
import type { Explanation } from './explain/explanation.ts';

/** One validated operation. */
export interface EngineRequest {
  /** The schema the document was validated against: it runs on the supergraph of that schema, even if a newer one came since. */
  readonly apiSchema: GraphQLSchema;
  readonly document: DocumentNode;
  /** SHA-256 of the document's text, hex. */
  readonly documentHash: string;
  /** What the client wrote for it, where that is another text than the one it was parsed from, white space above all. */
  readonly clientText?: string;
  /** Null: the document holds one operation. */
  readonly operationName: string | null;
  readonly kind: 'query' | 'mutation';
  /** As the client sent them, not coerced. */
  readonly variables: Record<string, unknown>;
  readonly viewer: Viewer;
  /** The client's Authorization header, in front of a foreign supergraph; ours are asked by the gateway as itself. */
  readonly forwardedAuthorization: string | undefined;
  readonly requestId: string;
  /** Takes notes of what the operation comes to; left out: nobody wants to know. */
  readonly explanation?: Explanation;
  /** `fresh`: the caller wants nothing from the cache (`Cache-Control: no-cache`). Left out: cached. */
  readonly freshness?: 'cached' | 'fresh';
  /** Ends the request early; its reason is an AbortCause. What is there by then is answered. */
  readonly signal: AbortSignal;
}

/** A supergraph in use. */
export interface LoadedSupergraph {
  readonly apiSchema: GraphQLSchema;
  readonly supergraphSdl: string;
}

/** What became of a new supergraph. `refused` keeps the old one and says why in a sentence. */
export type ReloadResult =
  | { readonly kind: 'loaded' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly reason: string };

/** Plans a validated operation before anybody asks for it. Rejects with a sentence where it cannot be planned. */
export type PlanAhead = (document: DocumentNode, operationName: string | null) => Promise<void>;

/** What is done before a supergraph serves. Must not reject. */
export type Prepare = (loaded: LoadedSupergraph, planAhead: PlanAhead) => Promise<void>;

/** Plans and executes operations over a supergraph. Knows no HTTP. */
export interface Engine {
  /** Takes a composed supergraph into use for requests to come; those in flight finish on the one they began with. Never throws. */
  reload(supergraphSdl: string): Promise<ReloadResult>;
  /** The supergraph in use, null before the first. */
  current(): LoadedSupergraph | null;
  /**
   * Before any supergraph serves, `prepare` may plan what will be asked of it; it serves when `prepare` resolves. To be
   * called before the first.
   */
  beforeServing(prepare: Prepare): void;
  /** Calls back after every change of supergraph; returns how to stop that. */
  onReload(listener: (loaded: LoadedSupergraph) => void): () => void;
  /** Data and errors whose paths are those of the client's document. Faults of departments are errors, never exceptions. */
  execute(request: EngineRequest): Promise<ExecutionResult>;
  /** Frees connections after the requests in flight. */
  close(): Promise<void>;
}
