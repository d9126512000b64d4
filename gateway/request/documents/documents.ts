import type { Engine } from '../../engine/engine.ts';
import type { Log } from '../../observe/log.ts';
import { createDocumentStore, type DocumentStore } from './document-store.ts';
import type { Manifests } from './manifest-files.ts';
import { createTrustedDocuments, type TrustedDocuments } from './trusted-documents.ts';

/** What the gateway knows of documents. */
export interface Documents {
  readonly trusted: TrustedDocuments;
  readonly store: DocumentStore;
  /** Clients with a manifest. */
  readonly clients: ReadonlySet<string>;
}

/**
 * Validates the documents of manifests against the engine's schema, and against every one that comes into use, before
 * it serves: to be called before Apollo Server listens to the engine.
 */
export function createDocuments(manifests: Manifests, engine: Engine, log: Log): Documents {
  const store = createDocumentStore(manifests, log);
  const loaded = engine.current();
  if (loaded !== null) store.prepare(loaded.apiSchema);
  engine.onReload(({ apiSchema }) => void store.prepare(apiSchema));
  return { trusted: createTrustedDocuments(manifests), store, clients: manifests.clients };
}
