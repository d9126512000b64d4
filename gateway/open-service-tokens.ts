import { openServiceKeys } from '../wire/identity/service-keys.ts';
import { createServiceSigner, type SignServiceToken } from '../wire/identity/service-token.ts';
import type { GatewayConfig } from './config.ts';
import type { GatewayPorts } from './ports.ts';

/**
 * Signs tokens by which subgraphs know the gateway; null in front of a foreign supergraph, which knows nothing of them.
 * Rejects with a sentence where the key file cannot be used.
 */
export async function openServiceTokens(
  { serviceKeys }: Pick<GatewayConfig, 'serviceKeys'>,
  { now, newId }: Pick<GatewayPorts, 'now' | 'newId'>,
): Promise<SignServiceToken | null> {
  if (serviceKeys === null) return null;
  return createServiceSigner(await openServiceKeys(serviceKeys, now, newId), 'gateway', now);
}
