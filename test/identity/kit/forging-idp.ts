import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** What an identity provider that cannot be trusted may do to its answers. */
export interface Forgery {
  /** Over the claims of an honest ID token. */
  claims?: Record<string, unknown>;
  /** To the signed token. */
  tamper?: (token: string) => string;
  /** Instead of the token endpoint's answer. */
  tokenStatus?: number;
}

/** An OIDC provider of a few lines that logs everybody in as TS2020S1 and then lies as it is told. */
export async function startForgingIdp() {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' };
  const nonces = new Map<string, string>();
  const forgery: Forgery = {};
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', issuer);
    const json = (body: unknown, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return json({
          issuer,
          authorization_endpoint: `${issuer}/auth`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          response_types_supported: ['code'],
          id_token_signing_alg_values_supported: ['ES256'],
        });
      case '/jwks':
        return json({ keys: [jwk] });
      case '/auth': {
        const code = randomUUID();
        nonces.set(code, url.searchParams.get('nonce') ?? '');
        const back = new URL(url.searchParams.get('redirect_uri') ?? '');
        back.search = new URLSearchParams({ code, state: url.searchParams.get('state') ?? '' }).toString();
        return response.writeHead(303, { location: back.href }).end();
      }
      default: {
        if (forgery.tokenStatus) return json({ error: 'server_error' }, forgery.tokenStatus);
        const code = new URLSearchParams(await text(request)).get('code') ?? '';
        const idToken = await new SignJWT({
          nonce: nonces.get(code),
          sub: 'TS2020S1',
          ...times(),
          ...forgery.claims,
        })
          .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
          .setIssuer((forgery.claims?.iss as string) ?? issuer)
          .setAudience((forgery.claims?.aud as string) ?? 'graduate-clearance')
          .sign(privateKey);
        return json({
          access_token: 'a',
          token_type: 'bearer',
          id_token: forgery.tamper?.(idToken) ?? idToken,
        });
      }
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    forgery,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function times() {
  const iat = Math.floor(Date.now() / 1000);
  return { iat, exp: iat + 300 };
}
