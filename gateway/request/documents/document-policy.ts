import type { GatewayConfig } from '../../config.ts';
import type { Viewer } from '../viewer.ts';

/** What the gateway was told about documents. */
export type DocumentPolicy = Pick<GatewayConfig, 'mode' | 'documents'>;

/** Whether the viewer may run a document that no manifest holds. */
export function mayRunAnyDocument(viewer: Viewer, { documents }: DocumentPolicy): boolean {
  return documents === 'any' || (viewer.kind === 'person' && viewer.role !== 'student');
}

/** Whether the viewer may read the schema, by introspection or as `/schema.graphql`. */
export function mayReadSchema(viewer: Viewer, { mode, documents }: DocumentPolicy): boolean {
  if (mode === 'open' || (mode === 'development' && documents === 'any')) return true;
  return viewer.kind === 'person' && (viewer.role === 'analyst' || viewer.role === 'integrator');
}
