import type { ClearanceConfig } from '../subgraphs/clearance/config.ts';
import { openFormIssuer } from '../subgraphs/clearance/open-form-issuer.ts';
import { openConfiguredLock } from '../subgraphs/clearance/open-lock.ts';
import type { ClearancePorts } from '../subgraphs/clearance/ports.ts';
import { tellTrouble } from '../subgraphs/clearance/tell-trouble.ts';

/**
 * How the clearance subgraph asks the others anew, and locks, when all of them are served by one process.
 *
 * @param urls base address by subgraph name; may be filled later, before the first submission
 * @throws Error with a sentence where the Redis of the locks may drop them, or the form key cannot be used
 */
export async function submissionPorts(
  config: ClearanceConfig,
  urls: ReadonlyMap<string, string>,
): Promise<Partial<ClearancePorts>> {
  const lock = await openConfiguredLock(config, console.error);
  return {
    ...(lock && { lock }),
    forms: openFormIssuer(config.form),
    reports: config.reports,
    exports: config.exports,
    onTrouble: tellTrouble,
    addressOf: (name) => {
      const url = urls.get(name);
      return url === undefined ? config.addressOf(name) : { url: `${url}/graphql`, perSecond: null };
    },
  };
}
