import type { DocumentNode } from 'graphql';
import { hashOf, type ManifestDocument, type Manifests } from './manifest-files.ts';
import { normalForm, parseOrNull } from './normal-form.ts';

/** The documents of the manifests, found by what a client sends. */
export interface TrustedDocuments {
  /** By the bare hash, hex. */
  byHash(hash: string): ManifestDocument | undefined;
  /** The document that this text is, letter by letter. */
  byText(text: string): ManifestDocument | undefined;
  /** The document that this one is but for white space, comments and the place of fragments. */
  byMeaning(document: DocumentNode): ManifestDocument | undefined;
}

/** Finds documents in manifests. */
export function createTrustedDocuments({ documents }: Manifests): TrustedDocuments {
  const byForm = new Map<string, ManifestDocument>();
  for (const document of documents.values()) {
    const parsed = parseOrNull(document.text);
    if (parsed !== null) byForm.set(normalForm(parsed), document);
  }
  return {
    byHash: (hash) => documents.get(hash),
    byText: (text) => (documents.size === 0 ? undefined : documents.get(hashOf(text))),
    byMeaning: (document) => byForm.get(normalForm(document)),
  };
}
