import type { FastifyRequest } from 'fastify';
import type { ManifestDocument } from '../request/documents/manifest-files.ts';

/** A request that asks for a trusted document and nothing unusual. */
export interface DirectlyAsked {
  readonly variables: Readonly<Record<string, unknown>>;
  /** Of the answer. */
  readonly mediaType: string;
}

const JSON_TYPE = 'application/json; charset=utf-8';
/** What clients of ours, and browsers, say; anybody else is heard by Apollo Server. */
const ACCEPTED = new Map<string | undefined, string>([
  [undefined, JSON_TYPE],
  ['*/*', JSON_TYPE],
  ['application/json', JSON_TYPE],
  ['application/graphql-response+json', 'application/graphql-response+json; charset=utf-8'],
]);

/** Null: something about it is for Apollo Server to judge. Only POST, whose content type the route has checked. */
export function directlyAsked(
  { method, headers, body }: FastifyRequest,
  { name }: ManifestDocument,
): DirectlyAsked | null {
  const mediaType = ACCEPTED.get(headers.accept);
  if (method !== 'POST' || mediaType === undefined || !isRecord(body)) return null;
  const { documentId, variables = null, operationName = null, query, extensions } = body;
  if (documentId === undefined || query !== undefined || extensions !== undefined) return null;
  if (operationName !== null && operationName !== name) return null;
  if (variables !== null && !isRecord(variables)) return null;
  return { variables: variables ?? {}, mediaType };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
