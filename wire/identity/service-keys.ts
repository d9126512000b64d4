import { readFile } from 'node:fs/promises';
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import { z } from 'zod';
import { makeOnce } from '../files/make-once.ts';

const serviceKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  /** The private part; public keys suffice where tokens are only verified. */
  d: z.string().optional(),
  kid: z.string().min(1).max(200).optional(),
});
const keyFile = z.union([
  z.object({ keys: z.array(serviceKey).min(1).max(20) }).transform(({ keys }) => keys),
  serviceKey.transform((key) => [key]),
]);

type ServiceJwk = z.infer<typeof serviceKey>;

/** Where the services' keys are: a file that somebody gave, or one that the first process of the machine makes. */
export interface ServiceKeySource {
  readonly kind: 'given' | 'made';
  readonly file: string;
}

/** The keys by which services know each other. */
export interface ServiceKeys {
  /** The first private key of the file; null where it holds public keys only. */
  readonly signing: { readonly kid: string; readonly key: CryptoKey } | null;
  /** Public keys by `kid`; where a key has none, its thumbprint of RFC 7638. */
  readonly verifying: ReadonlyMap<string, CryptoKey>;
}

/** The keys of a file, which may be changed while processes run. */
export interface ServiceKeyFile {
  readonly current: () => Promise<ServiceKeys>;
  /** Reads the file again, at most every 10 s; a file that cannot be read leaves the keys as they were. */
  readonly renewed: () => Promise<ServiceKeys>;
}

const RENEW_MS = 10_000;

/**
 * Opens the services' keys: a JSON Web Key (Ed25519), or a JWK Set of them, so that keys can be rotated: add the new
 * public key everywhere, sign with the new one, remove the old one.
 *
 * A `made` file is made where it is absent, by whichever process comes first (`makeOnce`).
 *
 * @param newId unguessable, never twice
 * @throws Error with a sentence where the file cannot be read or holds something else
 */
export async function openServiceKeys(
  { kind, file }: ServiceKeySource,
  now: () => Date,
  newId: () => string,
): Promise<ServiceKeyFile> {
  if (kind === 'made') await makeOnce(file, () => newKeyText(newId), newId);
  let keys = readKeys(file);
  await keys;
  let readAt = now().getTime();
  return {
    current: () => keys,
    renewed: () => {
      if (Math.abs(now().getTime() - readAt) < RENEW_MS) return keys;
      readAt = now().getTime();
      const before = keys;
      keys = readKeys(file).catch(() => before);
      return keys;
    },
  };
}

async function newKeyText(newId: () => string): Promise<string> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid: `service-${newId()}`, alg: 'EdDSA', use: 'sig' };
  return `${JSON.stringify(jwk)}\n`;
}

async function readKeys(file: string): Promise<ServiceKeys> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`The service key file ${file} cannot be read (${error.code}).`);
  });
  const read = keyFile.safeParse(parseJson(text));
  if (!read.success)
    throw new Error(
      `The service key file ${file} holds neither an Ed25519 JSON Web Key nor a JWK Set of them.`,
    );
  const verifying = new Map<string, CryptoKey>();
  for (const jwk of read.data) verifying.set(await kidOf(jwk), await importPublic(jwk));
  const first = read.data.find(({ d }) => d !== undefined);
  const signing = first ? { kid: await kidOf(first), key: await importKey(first) } : null;
  return { signing, verifying };
}

async function kidOf(jwk: ServiceJwk): Promise<string> {
  return jwk.kid ?? calculateJwkThumbprint({ kty: jwk.kty, crv: jwk.crv, x: jwk.x });
}

function importPublic({ kty, crv, x }: ServiceJwk): Promise<CryptoKey> {
  return importKey({ kty, crv, x });
}

async function importKey(jwk: ServiceJwk): Promise<CryptoKey> {
  const { kty, crv, x, d } = jwk;
  return (await importJWK({ kty, crv, x, ...(d !== undefined && { d }) }, 'EdDSA')) as CryptoKey;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
