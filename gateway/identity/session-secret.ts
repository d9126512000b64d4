import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { makeOnce } from '../../wire/files/make-once.ts';

/** Where the secret of sessions is. */
export type SessionSecretSource =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'given' | 'made'; readonly file: string };

/** A secret with fewer characters can be guessed. */
export const MIN_SECRET_LENGTH = 32;
const made = z.object({ secret: z.string().min(MIN_SECRET_LENGTH) });

/**
 * The secret that cookies are signed with and stored sessions sealed with; a `made` file is made by whichever process
 * comes first. Rejects with a sentence, never with its content.
 */
export async function openSessionSecret(source: SessionSecretSource, newId: () => string): Promise<string> {
  switch (source.kind) {
    case 'text':
      return source.text;
    case 'given': {
      const text = await readFile(source.file, 'utf8').catch(() => null);
      if (text === null) throw new Error(`SESSION_SECRET_FILE: ${source.file} cannot be read.`);
      if (text.trim().length < MIN_SECRET_LENGTH)
        throw new Error(
          `SESSION_SECRET_FILE: ${source.file} holds fewer than ${MIN_SECRET_LENGTH} characters.`,
        );
      return text.trim();
    }
    case 'made': {
      const make = () => `${JSON.stringify({ secret: randomBytes(32).toString('base64url') })}\n`;
      const read = made.safeParse(parseJson(await makeOnce(source.file, make, newId)));
      if (!read.success)
        throw new Error(`${source.file} does not hold a session secret; delete it and a new one is made.`);
      return read.data.secret;
    }
    default:
      return source satisfies never;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
