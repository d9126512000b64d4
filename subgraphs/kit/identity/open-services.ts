import {
  openServiceKeys,
  type ServiceKeyFile,
  type ServiceKeySource,
} from '../../../wire/identity/service-keys.ts';
import type { Clock } from '../service/clock.ts';
import { createServiceVerifier, type ReadCaller } from './service-verifier.ts';

/** How a process knows the services that call its subgraphs. */
export interface KnownServices {
  /** For signing. */
  readonly keys: ServiceKeyFile;
  /** Reads who calls the subgraph of this name. */
  readonly readerFor: (subgraph: string) => ReadCaller;
}

/**
 * Opens the services' keys.
 *
 * @param newId unguessable, never twice
 * @throws Error with a sentence where the key file cannot be used
 */
export async function openServices(
  source: ServiceKeySource,
  now: Clock,
  newId: () => string,
): Promise<KnownServices> {
  const keys = await openServiceKeys(source, now, newId);
  return { keys, readerFor: (subgraph) => createServiceVerifier(keys, subgraph, now) };
}
