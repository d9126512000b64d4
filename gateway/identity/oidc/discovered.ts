import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
  None,
} from 'openid-client';
import type { OidcConfig } from './oidc-config.ts';

/** Whoever logs in waits for this, seconds. */
const TIMEOUT_S = 5;

/** What the provider says of itself. */
export interface Discovery {
  /**
   * Asked for at first use, and again at the next where it failed; null: it cannot be had. ID tokens are then checked by
   * signature too, not by the connection alone.
   */
  readonly ask: () => Promise<Configuration | null>;
  /** What it said, without asking; null: nothing yet. */
  readonly known: () => Configuration | null;
}

/** Knows nothing of the provider until somebody asks. */
export function createDiscovery(config: OidcConfig): Discovery {
  let asked: Promise<Configuration | null> | null = null;
  let known: Configuration | null = null;
  return {
    known: () => known,
    ask: async () => {
      asked ??= discover(config).catch(() => null);
      const found = await asked;
      if (found === null) asked = null;
      else known = found;
      return found;
    },
  };
}

function discover({ issuer, clientId, clientSecret }: OidcConfig): Promise<Configuration> {
  const isPlain = issuer.startsWith('http://');
  return discovery(new URL(issuer), clientId, undefined, authentication(clientSecret), {
    timeout: TIMEOUT_S,
    execute: [enableNonRepudiationChecks, ...(isPlain ? [allowInsecureRequests] : [])],
  });
}

/** Basic, which every provider must know, unless it says that it takes the secret in the body only. */
function authentication(secret: string | null): ClientAuth {
  if (secret === null) return None();
  const [basic, post] = [ClientSecretBasic(secret), ClientSecretPost(secret)];
  return (server, ...rest) => {
    const known = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (known.includes('client_secret_basic') ? basic : post)(server, ...rest);
  };
}
