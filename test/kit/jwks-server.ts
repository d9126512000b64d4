import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

/** A key of a token issuer. */
export interface IssuerKey {
  readonly kid: string;
  readonly alg: string;
  readonly key: CryptoKey;
  readonly publicJwk: JWK;
}

/** A key pair for tests; RSA unless told otherwise. */
export async function newIssuerKey(kid: string, alg = 'RS256'): Promise<IssuerKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, key: privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

/** A token signed by a key; `header` and `claims` are what it says, whatever that is. */
export async function signToken(
  { kid, alg, key }: IssuerKey,
  claims: Readonly<Record<string, unknown>>,
  header: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  return new SignJWT({ ...claims }).setProtectedHeader({ alg, kid, typ: 'JWT', ...header }).sign(key);
}

/** A token issuer's JWK Set on a loopback port. */
export interface JwksServer {
  /** Where the set is. */
  readonly url: string;
  /** Paths that were asked for, in order. */
  readonly asked: readonly string[];
  /** The keys that are published from now on. */
  publish(...keys: readonly IssuerKey[]): void;
  /** What answers instead, until null is given. */
  misbehave(instead: ((response: ServerResponse) => void) | null): void;
  close(): Promise<void>;
}

/** @param port 0: any */
export async function startJwksServer(keys: readonly IssuerKey[], port = 0): Promise<JwksServer> {
  const asked: string[] = [];
  let published = keys;
  let instead: Parameters<JwksServer['misbehave']>[0] = null;
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (instead !== null) return instead(response);
    const body = JSON.stringify({ keys: published.map(({ publicJwk }) => publicJwk) });
    response.writeHead(200, { 'content-type': 'application/jwk-set+json' }).end(body);
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`,
    asked,
    publish: (...next) => {
      published = next;
    },
    misbehave: (how) => {
      instead = how;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
