import { fault } from '../graph/graph-errors.ts';
import type { ReadService } from './service-verifier.ts';

/** Passes the gateway speaking for itself. @throws UNAUTHENTICATED for every other service and for nobody */
export async function requireGateway(
  readService: ReadService,
  authorization: string | undefined,
): Promise<void> {
  if ((await readService(authorization)).role !== 'gateway') throw fault('UNAUTHENTICATED');
}
