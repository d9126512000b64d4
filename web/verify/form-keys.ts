/** A public key that forms are signed with (RFC 8037). */
export interface PublicKey {
  readonly kid: string;
  readonly kty: string;
  readonly crv: string;
  readonly x: string;
}

/** The keys, and whether they are the service's of now or those that this browser remembered. */
export interface KnownKeys {
  readonly keys: readonly PublicKey[];
  readonly from: 'service' | 'memory';
}

const ADDRESS = '/.well-known/jwks.json';
const NAME = 'form-keys';

/**
 * The keys of the service; where it cannot be reached, those of the last time; empty where there was none.
 *
 * @param freshness `reload`: past the browser's cache, for a form signed by a key that is newer than it
 */
export async function readFormKeys(freshness: 'default' | 'reload' = 'default'): Promise<KnownKeys> {
  try {
    const response = await fetch(ADDRESS, { cache: freshness, headers: { accept: 'application/json' } });
    if (!response.ok) return remembered();
    const { keys } = (await response.json()) as { keys: readonly PublicKey[] };
    remember(keys);
    return { keys, from: 'service' };
  } catch {
    return remembered();
  }
}

function remember(keys: readonly PublicKey[]): void {
  try {
    localStorage.setItem(NAME, JSON.stringify(keys));
  } catch {
    // A browser that keeps nothing checks signatures only while the service can be reached.
  }
}

function remembered(): KnownKeys {
  try {
    const keys = JSON.parse(localStorage.getItem(NAME) ?? '[]') as readonly PublicKey[];
    return { keys, from: 'memory' };
  } catch {
    return { keys: [], from: 'memory' };
  }
}
