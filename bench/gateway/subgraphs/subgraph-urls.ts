/** Where each subgraph's graph is, `http://127.0.0.1:port/graphql`. */
export interface SubgraphUrls {
  readonly registry: string;
  readonly library: string;
  readonly archives: string;
  readonly apartment: string;
  readonly finance: string;
  readonly clearance: string;
}

/** What the subgraphs' process says when all of them listen. */
export interface SubgraphsReady {
  readonly kind: 'ready';
  readonly federation2: SubgraphUrls;
  /** The same data for a gateway that knows Federation 1 only. */
  readonly federation1: SubgraphUrls;
}
