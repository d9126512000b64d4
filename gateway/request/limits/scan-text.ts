import { GraphQLError, Lexer, Source, TokenKind } from 'graphql';
import type { QueryLimits } from './query-limits.ts';

/** What a text is before it is parsed. `unreadable`: its lexical error is for the parser to tell. */
export type TextScan = 'fits' | 'unreadable' | 'characters' | 'tokens' | 'brackets';

const OPENING = new Set<TokenKind>([TokenKind.BRACE_L, TokenKind.PAREN_L, TokenKind.BRACKET_L]);
const CLOSING = new Set<TokenKind>([TokenKind.BRACE_R, TokenKind.PAREN_R, TokenKind.BRACKET_R]);

/**
 * Whether a text may be parsed, or the limit that it exceeds. Reads it once from left to right and stops at the limit; the
 * parser calls itself at each bracket, and would run out of stack. A bracket in a string or a comment is none.
 */
export function scanText(text: string, limits: QueryLimits): TextScan {
  if (text.length > limits.characters) return 'characters';
  const lexer = new Lexer(new Source(text));
  let brackets = 0;
  try {
    for (let tokens = 1; ; tokens++) {
      const { kind } = lexer.advance();
      if (kind === TokenKind.EOF) return 'fits';
      if (tokens > limits.tokens) return 'tokens';
      if (OPENING.has(kind)) brackets++;
      else if (CLOSING.has(kind)) brackets--;
      if (brackets > limits.brackets) return 'brackets';
    }
  } catch (error) {
    if (error instanceof GraphQLError) return 'unreadable';
    throw error;
  }
}
