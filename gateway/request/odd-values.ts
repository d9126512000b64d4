import type { ErrorCode } from './errors.ts';

/** What is wrong with a value from outside, and nothing that a page of ours would send. */
export type Oddity = 'deep' | 'poisonous key' | 'unwritable text';

/** How a request with an oddity is answered. */
export const oddities: Readonly<Record<Oddity, { readonly code: ErrorCode; readonly message: string }>> = {
  deep: {
    code: 'BAD_REQUEST',
    message: 'variables 或 extensions 嵌套过深。 variables or extensions are nested too deeply.',
  },
  'poisonous key': {
    code: 'BAD_REQUEST',
    message:
      'variables 或 extensions 含有不允许的键。 variables or extensions have a key that is not allowed.',
  },
  'unwritable text': {
    code: 'BAD_USER_INPUT',
    message: '变量中有无法保存的字符。 A variable holds characters that cannot be stored.',
  },
};

/** Inputs of the graph nest 3 levels. */
const DEEPEST = 32;
/** They mean something to the objects of this language. */
const POISONOUS = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * The first oddity of a JSON value, null where there is none: nested more than 32 levels, a key that names an object's innards, or
 * text with a lone surrogate or NUL, which no database stores. Never calls itself, so depth costs it nothing.
 */
export function findOddity(root: unknown): Oddity | null {
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return 'deep';
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'string' && !isWritable(value)) return 'unwritable text';
      if (typeof value !== 'object' || value === null) continue;
      for (const key of Object.keys(value)) {
        if (POISONOUS.has(key)) return 'poisonous key';
        next.push((value as Record<string, unknown>)[key]);
      }
    }
    level = next;
  }
  return null;
}

/** Whether a text can be encoded in UTF-8 and stored. */
export function isWritable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}
