import type { SamplePerson } from '../../data/people.ts';
import { pageHeaders } from '../../gateway/identity/pages/page.ts';
import type { IdpKeys } from './idp-keys.ts';
import { brokenPage, goodbyePage, leavePage } from './idp-pages.ts';
import { createMemoryAdapter } from './memory-adapter.ts';
import { loadProvider, type Provider, type ProviderContext } from './provider-module.ts';

/** The gateway's name at the development identity provider; it has no secret, PKCE does instead. */
export const DEVELOPMENT_CLIENT = 'graduate-clearance';

/** What the provider is made of. */
export interface ProviderParts {
  readonly issuer: string;
  readonly keys: IdpKeys;
  readonly people: readonly SamplePerson[];
  readonly redirectUris: readonly string[];
  /** Epoch milliseconds. */
  readonly now: () => number;
}

const TTL_S = {
  AccessToken: 300,
  AuthorizationCode: 60,
  IdToken: 300,
  Interaction: 600,
  Grant: 3600,
  Session: 8 * 3600,
};

/** An oidc-provider with one client, that asks nobody for a password or for consent. */
export async function createProvider(parts: ProviderParts): Promise<Provider> {
  const { issuer, keys, people, redirectUris } = parts;
  const Provider = await loadProvider();
  const origins = redirectUris.map((uri) => new URL(uri).origin);
  const show = (context: ProviderContext, page: string) => {
    context.set(pageHeaders(["'self'", ...origins]));
    context.body = page;
  };
  return new Provider(issuer, {
    adapter: createMemoryAdapter(parts.now),
    clients: [
      {
        client_id: DEVELOPMENT_CLIENT,
        token_endpoint_auth_method: 'none',
        redirect_uris: redirectUris,
        post_logout_redirect_uris: origins.map((origin) => `${origin}/`),
        grant_types: ['authorization_code'],
        response_types: ['code'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: keys.jwks,
    cookies: { keys: keys.cookies },
    pkce: { required: () => true },
    ttl: TTL_S,
    scopes: ['openid', 'profile'],
    claims: { openid: ['sub'], profile: ['name', 'student_number'] },
    findAccount: (_context: unknown, sub: string) => accountOf(people, sub),
    loadExistingGrant: grantEverything,
    clientBasedCORS: () => false,
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context: ProviderContext, form: string) => show(context, leavePage(form)),
        postLogoutSuccessSource: (context: ProviderContext) => show(context, goodbyePage()),
      },
    },
    renderError: (context: ProviderContext) => show(context, brokenPage()),
  });
}

function accountOf(people: readonly SamplePerson[], sub: string) {
  const person = people.find((one) => one.sub === sub);
  if (person === undefined) return undefined;
  return { accountId: sub, claims: () => ({ sub, name: person.name.zh, student_number: sub }) };
}

async function grantEverything({ oidc: { client, session, provider } }: ProviderContext) {
  const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
  grant.addOIDCScope('openid profile');
  await grant.save();
  return grant;
}
