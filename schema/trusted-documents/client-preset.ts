import { preset as clientPreset } from '@graphql-codegen/client-preset';
import { type DocumentNode, Kind } from 'graphql';
import { fragmentsOf, trustedDocument } from './document-text.ts';

/**
 * Codegen's client preset whose typed documents carry the identifier of their trusted document:
 * `ClearancePageDocument.__meta__?.hash` is what a page sends as `documentId`. Named in codegen.yml.
 */
export const preset: typeof clientPreset = {
  ...clientPreset,
  buildGeneratesSection: (options) =>
    clientPreset.buildGeneratesSection({
      ...options,
      presetConfig: { ...options.presetConfig, onExecutableDocumentNode: identify },
    }),
};

function identify(document: DocumentNode): { hash: string } | undefined {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  return operation && { hash: trustedDocument(operation, fragmentsOf(document)).id };
}
