import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';

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
 * Several may start at once: each writes a file of its own and links it under the name, which succeeds once; the losers
 * read the winner's. Rejects where the file is no such key or the directory cannot be written.
 */
export async function ensureDevKey(dataDir: string, newId: () => string): Promise<DevKey> {
  const directory = join(dataDir, 'keys');
  const file = join(directory, 'dev.json');
  const existing = await readKey(file);
  if (existing !== null) return existing;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const draft = join(directory, `dev.${newId()}.tmp`);
  try {
    await writeFile(draft, `${JSON.stringify(await makeKey(newId()))}\n`, { mode: 0o600, flag: 'wx' });
    await link(draft, file).catch(ignore('EEXIST'));
  } finally {
    await rm(draft, { force: true });
  }
  const key = await readKey(file);
  if (key === null) throw new Error(`${file} vanished while it was being made.`);
  return key;
}

async function makeKey(id: string): Promise<DevKey> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return devKey.parse({ ...(await exportJWK(privateKey)), kid: `dev-${id}`, alg: 'EdDSA', use: 'sig' });
}

async function readKey(file: string): Promise<DevKey | null> {
  const text = await readFile(file, 'utf8').catch(ignore('ENOENT'));
  if (text === undefined) return null;
  const read = devKey.safeParse(parseJson(text));
  if (!read.success)
    throw new Error(`${file} does not hold a development key; delete it and a new one is made.`);
  return read.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function ignore(code: string) {
  return (error: NodeJS.ErrnoException): undefined => {
    if (error.code !== code) throw error;
  };
}
