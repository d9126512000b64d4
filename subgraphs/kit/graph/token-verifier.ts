import { readFile } from 'node:fs/promises';
import { type CryptoKey, errors, importJWK, type JWK, jwtVerify } from 'jose';
import { fault } from './graph-errors.ts';
import type { Viewer } from './viewer.ts';

/** Who signs development tokens, and for whom. */
const ISSUER = 'urn:graduate-clearance:development';
const AUDIENCE = 'graduate-clearance';
const REMEMBERED = 10_000;

/** Reads the viewer from an `Authorization` header. */
export type ReadViewer = (authorization: string | undefined) => Promise<Viewer>;

/**
 * Verifies development tokens with the key in `keyFile`; verified tokens are remembered until they expire.
 *
 * The file is read at the first token, so it may appear after the subgraph has started.
 *
 * @param keyFile JSON Web Key (Ed25519); null: no development tokens, as in production
 * @throws UNAUTHENTICATED (from the reader) for every token that does not verify
 */
export function createTokenVerifier(keyFile: string | null, now: () => Date): ReadViewer {
  const remembered = new Map<string, { viewer: Viewer; expires: number }>();
  let key: Promise<CryptoKey | Uint8Array> | undefined;
  return async (authorization) => {
    if (authorization === undefined) return { kind: 'anonymous' };
    const token = /^Bearer ([\w.~+/=-]+)$/i.exec(authorization)?.[1];
    if (token === undefined || keyFile === null) throw fault('UNAUTHENTICATED');
    const known = remembered.get(token);
    if (known && known.expires > now().getTime()) return known.viewer;
    key ??= readKey(keyFile);
    key.catch(() => {
      key = undefined;
    });
    const verified = await verify(token, await key.catch(() => refuse()), now());
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(token, verified);
    return verified.viewer;
  };
}

async function readKey(file: string): Promise<CryptoKey | Uint8Array> {
  const { d: _private, ...publicKey } = JSON.parse(await readFile(file, 'utf8')) as JWK;
  return importJWK({ ...publicKey, key_ops: ['verify'] }, 'EdDSA');
}

async function verify(
  token: string,
  key: CryptoKey | Uint8Array,
  now: Date,
): Promise<{ viewer: Viewer; expires: number }> {
  try {
    const { payload } = await jwtVerify(token, key, {
      issuer: ISSUER,
      audience: AUDIENCE,
      algorithms: ['EdDSA'],
      requiredClaims: ['sub', 'exp'],
      currentDate: now,
    });
    const { sub, exp, role } = payload;
    if (typeof sub !== 'string' || typeof exp !== 'number' || typeof role !== 'string') return refuse();
    return { viewer: { kind: 'person', sub, role }, expires: exp * 1000 };
  } catch (error) {
    if (error instanceof errors.JOSEError) return refuse();
    throw error;
  }
}

function refuse(): never {
  throw fault('UNAUTHENTICATED', '登录凭证无效或已过期。The token is not valid, or has expired.');
}
