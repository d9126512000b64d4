import { randomUUID } from 'node:crypto';
import type { FormConfig } from './form/form-config.ts';
import { openFormKeys } from './form/open-form-keys.ts';
import type { FormIssuer } from './ports.ts';

/** The keys of the configuration with their issuer. @throws Error with every fault of the key file, a sentence each */
export function openFormIssuer(config: FormConfig): FormIssuer {
  const read = openFormKeys(config, randomUUID);
  if (read.kind === 'faults') throw new Error(read.faults.join('\n'));
  return { keys: read.keys, issuer: config.issuer, publicUrl: config.publicUrl };
}
