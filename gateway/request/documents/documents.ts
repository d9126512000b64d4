import { getOperationAST } from 'graphql';
import type { Engine } from '../../engine/engine.ts';
import { faultFields, type Log } from '../../observe/log.ts';
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
 * Validates the documents of manifests against every supergraph before it serves, and plans them, so that no page waits
 * for a planner: to be called before the engine's first. One that cannot be planned is logged, and planned again when it is
 * asked for.
 */
export function createDocuments(manifests: Manifests, engine: Engine, log: Log): Documents {
  const store = createDocumentStore(manifests, log);
  engine.beforeServing(async ({ apiSchema }, planAhead) => {
    const planned = store.prepare(apiSchema).map(async ({ hash, document }) => {
      const operation = getOperationAST(document);
      if (operation === null || operation?.operation === 'subscription') return;
      try {
        await planAhead(document, operation?.name?.value ?? null);
      } catch (error) {
        log.error(
          { documentId: `sha256:${hash}`, ...faultFields(error) },
          'a trusted document cannot be planned',
        );
      }
    });
    await Promise.all(planned);
  });
  return { trusted: createTrustedDocuments(manifests), store, clients: manifests.clients };
}
