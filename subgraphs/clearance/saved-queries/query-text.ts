import { Kind, parse } from 'graphql';
import { badInput } from '../record/input-text.ts';

/** Characters of a saved document, and of its variables, at most. */
const DOCUMENT_LENGTH = 20_000;
const VARIABLES_LENGTH = 10_000;
/** Bounds how deep a parser recurses. */
const MOST_TOKENS = 3_000;

// Everything that a text of several lines does not need: other controls, lone surrogates, marks that turn the direction.
const FORBIDDEN = /[^\P{Cc}\t\n\r]|[\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** The texts of a query as they are kept; or which of them is none. */
export type QueryText =
  | { readonly kind: 'text'; readonly document: string; readonly variables: string | null }
  | { readonly kind: 'refused'; readonly code: 'QUERY_NOT_GRAPHQL' | 'VARIABLES_NOT_JSON' };

/**
 * Checks what somebody wants to save: a document that parses and has an operation, and variables that are a JSON object
 * or blank. Whether it fits the schema is not asked: schemas change, and the editor says so.
 *
 * @throws BAD_USER_INPUT that names the field, where one is too long or has characters that no text needs
 */
export function readQueryText(document: string, variables: string | null): QueryText {
  requireSize(document, 'document', DOCUMENT_LENGTH);
  requireSize(variables ?? '', 'variables', VARIABLES_LENGTH);
  if (!hasOperation(document)) return { kind: 'refused', code: 'QUERY_NOT_GRAPHQL' };
  const given = variables?.trim() ? variables : null;
  if (given !== null && !isJsonObject(given)) return { kind: 'refused', code: 'VARIABLES_NOT_JSON' };
  return { kind: 'text', document, variables: given };
}

function requireSize(text: string, field: string, most: number): void {
  if (text.length <= most && !FORBIDDEN.test(text)) return;
  throw badInput(
    field,
    `最多 ${most} 个字符，不含控制字符`,
    `must have at most ${most} characters, none of them a control character`,
  );
}

function hasOperation(document: string): boolean {
  try {
    const { definitions } = parse(document, { noLocation: true, maxTokens: MOST_TOKENS });
    return (
      definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION) &&
      definitions.every(({ kind }) => kind === Kind.OPERATION_DEFINITION || kind === Kind.FRAGMENT_DEFINITION)
    );
  } catch {
    return false;
  }
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
