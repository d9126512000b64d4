import { randomBytes, randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { z } from 'zod';
import { makeOnce } from '../../wire/files/make-once.ts';

const keys = z.object({
  jwks: z.object({
    keys: z.array(z.looseObject({ kty: z.string(), d: z.string(), kid: z.string() })).min(1),
  }),
  cookies: z.array(z.string().min(32)).min(1),
});

/** What the development identity provider signs with. */
export interface IdpKeys {
  readonly jwks: { readonly keys: readonly JWK[] };
  readonly cookies: readonly string[];
}

/** The keys of a data directory, `keys/idp.json`, mode 0600: read, or made. Rejects where the file holds something else. */
export async function openIdpKeys(dataDir: string): Promise<IdpKeys> {
  const file = join(resolve(dataDir), 'keys', 'idp.json');
  const read = keys.safeParse(JSON.parse(await makeOnce(file, makeKeys, randomUUID)));
  if (read.success) return read.data;
  throw new Error(
    `${file} holds no keys of the development identity provider; delete it and new ones are made.`,
  );
}

async function makeKeys(): Promise<string> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid: `idp-${randomUUID()}`, alg: 'ES256', use: 'sig' };
  return `${JSON.stringify({ jwks: { keys: [jwk] }, cookies: [randomBytes(32).toString('base64url')] })}\n`;
}
