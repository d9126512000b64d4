import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';
import { makeOnce } from '../../wire/files/make-once.ts';

const devKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
  kid: z.string(),
  alg: z.literal('EdDSA'),
  use: z.literal('sig'),
});

/** The development issuer's private key, an Ed25519 JWK. */
export type DevKey = z.infer<typeof devKey>;

/**
 * The development key of a data directory, `keys/dev.json`, mode 0600: read, or made by whichever process comes first.
 * Rejects where the file is no such key or the directory cannot be written.
 */
export async function ensureDevKey(dataDir: string, newId: () => string): Promise<DevKey> {
  const file = join(dataDir, 'keys', 'dev.json');
  const make = async () => `${JSON.stringify(await makeKey(newId()))}\n`;
  const read = devKey.safeParse(parseJson(await makeOnce(file, make, newId)));
  if (!read.success)
    throw new Error(`${file} does not hold a development key; delete it and a new one is made.`);
  return read.data;
}

async function makeKey(id: string): Promise<DevKey> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return devKey.parse({ ...(await exportJWK(privateKey)), kid: `dev-${id}`, alg: 'EdDSA', use: 'sig' });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
