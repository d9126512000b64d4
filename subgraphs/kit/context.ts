import type { Viewer } from './graph/viewer.ts';

/** What every resolver gets: one object per request, so it also keys the request's loaders. */
export interface SubgraphContext {
  /** Who asks. */
  readonly viewer: Viewer;
}
