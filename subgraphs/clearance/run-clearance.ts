import { runAlone } from '../kit/run-alone.ts';
import type { ServiceProfile } from '../kit/service/profile.ts';
import { createClearance } from './clearance.ts';
import { type ClearanceConfig, readClearanceConfig } from './config.ts';
import { openFormIssuer } from './open-form-issuer.ts';
import { openConfiguredLock } from './open-lock.ts';
import type { ClearancePorts, FormIssuer } from './ports.ts';
import { tellTrouble } from './tell-trouble.ts';

/**
 * Runs the clearance subgraph as a process of its own.
 *
 * A fault of configuration, or a Redis that may drop locks, ends the process with status 1 and a sentence for each.
 *
 * @param given ports that a fault test replaces, e.g. `at`
 */
export async function runClearance(
  env: NodeJS.ProcessEnv,
  given: Partial<ClearancePorts> = {},
): Promise<void> {
  const config = readClearanceConfig(env);
  if (config.kind === 'faults') return fail(config.faults);
  const lock = await openConfiguredLock(config, console.error).catch((error: Error) => fail([error.message]));
  // An open connection would keep the process after everything else has ended.
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => void lock?.close());
  const ports = {
    addressOf: config.addressOf,
    forms: formsOrExit(config),
    reports: config.reports,
    exports: config.exports,
    ...(lock && { lock }),
    onTrouble: tellTrouble,
    ...given,
  };
  await runAlone('clearance', (dependencies) => {
    const missing = namesToRead(dependencies.profile).filter((name) => ports.addressOf(name) === undefined);
    if (missing.length > 0)
      console.error(`No SUBGRAPH_<NAME>_URL for ${missing.join(', ')}: nothing can be submitted without it.`);
    return createClearance(dependencies, ports);
  });
}

function formsOrExit({ form }: ClearanceConfig): FormIssuer {
  try {
    return openFormIssuer(form);
  } catch (error) {
    return fail([(error as Error).message]);
  }
}

function namesToRead({ classes }: ServiceProfile): string[] {
  return [...new Set(['registry', ...classes.flatMap(({ requires }) => requires)])];
}

function fail(sentences: readonly string[]): never {
  for (const sentence of sentences) console.error(sentence);
  process.exit(1);
}
