import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { LoginAdapter, LoginFinish } from '../login-adapter.ts';
import { isSubject } from '../roles.ts';
import { createDiscovery } from './discovered.ts';
import { judgeOidcFault } from './judge-oidc-fault.ts';
import type { OidcConfig } from './oidc-config.ts';

const CALLBACK = '/login/callback';

/**
 * Login by OpenID Connect: authorization code with PKCE (S256), `state` and `nonce`, ID tokens checked by signature.
 *
 * @param publicUrl where browsers reach the gateway, `https://host[:port]`; the redirect URI is its `/login/callback`
 * @see https://openid.net/specs/openid-connect-core-1_0.html#CodeFlowAuth
 */
export function createOidcAdapter(config: OidcConfig, publicUrl: string): LoginAdapter {
  const discovered = createDiscovery(config);
  const redirectUri = `${publicUrl}${CALLBACK}`;

  return {
    kind: 'oidc',
    formOrigins() {
      const said = discovered.known()?.serverMetadata();
      // Pages do not wait for the provider: the next one knows more.
      if (said === undefined) void discovered.ask();
      const pages = [config.issuer, said?.authorization_endpoint, said?.end_session_endpoint];
      return [...new Set(pages.flatMap((page) => originOf(page) ?? []))];
    },
    async begin() {
      const provider = await discovered.ask();
      if (provider === null) return { kind: 'unavailable' };
      const remember = { verifier: randomPKCECodeVerifier(), state: randomState(), nonce: randomNonce() };
      const redirect = buildAuthorizationUrl(provider, {
        redirect_uri: redirectUri,
        scope: config.scope,
        code_challenge: await calculatePKCECodeChallenge(remember.verifier),
        code_challenge_method: 'S256',
        state: remember.state,
        nonce: remember.nonce,
      });
      return { kind: 'redirect', redirect: redirect.href, remember };
    },
    async finish({ url }, { verifier, state, nonce }) {
      if (!verifier || !state || !nonce) return { kind: 'refused', reason: 'not begun as OIDC' };
      const provider = await discovered.ask();
      if (provider === null) return { kind: 'unavailable' };
      const answer = new URL(redirectUri);
      answer.search = url.includes('?') ? url.slice(url.indexOf('?')) : '';
      try {
        const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce };
        const tokens = await authorizationCodeGrant(provider, answer, { ...checks, idTokenExpected: true });
        const sub = await subjectOf(provider, tokens, config.subjectAttribute);
        return personOf(sub, tokens.id_token);
      } catch (error) {
        return judgeOidcFault(error);
      }
    },
    async logoutUrl({ idToken }) {
      const provider = await discovered.ask();
      if (provider === null || originOf(provider.serverMetadata().end_session_endpoint) === null) return null;
      const parameters = { post_logout_redirect_uri: `${publicUrl}/` };
      return buildEndSessionUrl(provider, { ...parameters, ...(idToken && { id_token_hint: idToken }) }).href;
    },
  };
}

function originOf(url: string | undefined): string | null {
  const { origin = 'null' } = url !== undefined && URL.canParse(url) ? new URL(url) : {};
  return origin === 'null' ? null : origin;
}

type Tokens = Awaited<ReturnType<typeof authorizationCodeGrant>>;

/** From the ID token; many providers give attributes at the userinfo endpoint only. */
async function subjectOf(provider: Configuration, tokens: Tokens, attribute: string): Promise<unknown> {
  const claims = tokens.claims();
  if (claims === undefined || claims[attribute] !== undefined) return claims?.[attribute];
  if (!provider.serverMetadata().userinfo_endpoint) return undefined;
  return (await fetchUserInfo(provider, tokens.access_token, claims.sub))[attribute];
}

function personOf(sub: unknown, idToken: string | undefined): LoginFinish {
  if (!isSubject(sub)) return { kind: 'refused', reason: 'no usable subject attribute' };
  return { kind: 'person', sub, ...(idToken !== undefined && { idToken }) };
}
