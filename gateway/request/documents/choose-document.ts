import type { ErrorCode } from '../errors.ts';
import type { Viewer } from '../viewer.ts';
import { type DocumentPolicy, mayRunAnyDocument } from './document-policy.ts';
import { introspects } from './introspection-rule.ts';
import type { ManifestDocument } from './manifest-files.ts';
import { parseOrNull } from './normal-form.ts';
import type { TrustedDocuments } from './trusted-documents.ts';

/** How a request names its document; undefined is absent. Types are not checked yet. */
export interface DocumentNamed {
  readonly query: unknown;
  readonly documentId: unknown;
  /** `extensions.persistedQuery.sha256Hash`. */
  readonly persistedHash: unknown;
}

/**
 * `trusted`: run this document of a manifest. `free`: run the request as it is. `passed`: it names no document in a
 * usable way, which Apollo Server says better. `refused`: with this code, and this sentence instead of the table's.
 */
export type DocumentChoice =
  | { readonly kind: 'trusted'; readonly document: ManifestDocument }
  | { readonly kind: 'free' }
  | { readonly kind: 'passed' }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly message?: string };

const UNKNOWN_ID =
  '没有这个 documentId 的文档。 No manifest holds this documentId; it is sha256: and 64 hexadecimal digits, from schema/documents.';
const ILL_TYPED = 'documentId 应为字符串。 documentId is a string.';
const DIFFERS =
  'documentId、persistedQuery 与 query 所指的文档不一致。 documentId, persistedQuery and query name different documents; send one of them.';
const ID = /^sha256:([0-9a-f]{64})$/;
/** No document of a page comes near; a longer text is not worth parsing to find out. */
const MAX_COMPARED = 64 * 1024;

/** Which document a request may run. An identifier and a text in one request must be the same document. */
export function chooseDocument(
  named: DocumentNamed,
  viewer: Viewer,
  { trusted, policy }: { readonly trusted: TrustedDocuments; readonly policy: DocumentPolicy },
): DocumentChoice {
  const { query, documentId, persistedHash } = named;
  const mayRunAny = mayRunAnyDocument(viewer, policy);
  if (documentId !== undefined) {
    if (typeof documentId !== 'string') return { kind: 'refused', code: 'BAD_REQUEST', message: ILL_TYPED };
    const document = trusted.byHash(ID.exec(documentId)?.[1] ?? '');
    if (document === undefined) return { kind: 'refused', code: 'DOCUMENT_NOT_TRUSTED', message: UNKNOWN_ID };
    return persistedHash === undefined || persistedHash === document.hash
      ? agreeing(document, query, trusted)
      : { kind: 'refused', code: 'BAD_REQUEST', message: DIFFERS };
  }
  if (persistedHash !== undefined) {
    const document = typeof persistedHash === 'string' ? trusted.byHash(persistedHash) : undefined;
    if (document !== undefined) return agreeing(document, query, trusted);
    return mayRunAny ? { kind: 'passed' } : { kind: 'refused', code: 'DOCUMENT_NOT_TRUSTED' };
  }
  if (typeof query !== 'string' || query === '') return { kind: 'passed' };
  const same = trusted.byText(query);
  if (same !== undefined) return { kind: 'trusted', document: same };
  return mayRunAny ? { kind: 'free' } : trustedByMeaning(query, trusted);
}

function agreeing(document: ManifestDocument, query: unknown, trusted: TrustedDocuments): DocumentChoice {
  if (query === undefined || query === null || query === document.text) return { kind: 'trusted', document };
  const parsed = typeof query === 'string' && query.length <= MAX_COMPARED ? parseOrNull(query) : null;
  return parsed !== null && trusted.byMeaning(parsed) === document
    ? { kind: 'trusted', document }
    : { kind: 'refused', code: 'BAD_REQUEST', message: DIFFERS };
}

function trustedByMeaning(query: string, trusted: TrustedDocuments): DocumentChoice {
  if (query.length > MAX_COMPARED) return { kind: 'refused', code: 'DOCUMENT_NOT_TRUSTED' };
  const parsed = parseOrNull(query);
  // A syntax error is told as one: its message knows nothing of the schema.
  if (parsed === null) return { kind: 'free' };
  const document = trusted.byMeaning(parsed);
  if (document !== undefined) return { kind: 'trusted', document };
  return { kind: 'refused', code: introspects(parsed) ? 'INTROSPECTION_DISABLED' : 'DOCUMENT_NOT_TRUSTED' };
}
