import {
  openServiceKeys,
  type ServiceKeyFile,
  type ServiceKeySource,
} from '../../../wire/identity/service-keys.ts';
import type { Clock } from '../service/clock.ts';
import { createServiceVerifier, type ReadService, refuseServices } from './service-verifier.ts';

/** How a process knows the services that call its subgraphs. */
export interface KnownServices {
  /** For signing; null where there are no keys. */
  readonly keys: ServiceKeyFile | null;
  /** Reads who calls the subgraph of this name. */
  readonly readerFor: (subgraph: string) => ReadService;
  /** A sentence for whoever starts the process; null: nothing to say. */
  readonly remark: string | null;
}

/**
 * Opens the services' keys; without a source no service is believed, and events cannot be followed.
 *
 * @throws Error with a sentence where the key file cannot be used
 */
export async function openServices(
  source: ServiceKeySource | null,
  now: Clock,
  newId: () => string,
): Promise<KnownServices> {
  if (source === null)
    return {
      keys: null,
      readerFor: () => refuseServices,
      remark: 'No SERVICE_KEY_FILE: /events answers 401 to everybody.',
    };
  const keys = await openServiceKeys(source, now, newId);
  return { keys, readerFor: (subgraph) => createServiceVerifier(keys, subgraph, now), remark: null };
}
