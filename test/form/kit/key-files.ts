import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { FormKeys } from '../../../subgraphs/clearance/form/form-keys.ts';
import { type KeysRead, readKeyFile } from '../../../subgraphs/clearance/form/key-file.ts';

/** A new private Ed25519 key, not marked as a demonstration. */
export const newJwk = () =>
  generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as Record<string, string>;

/** A new secret of the claim's `sub`. */
export const newSecret = () => ({ kty: 'oct', k: randomBytes(32).toString('base64url') });

export const publicOf = ({ d: _, ...jwk }: Record<string, string>) => jwk;

/** What a file called forms.json with this in it says. */
export const read = (file: unknown, secret: Uint8Array | null = null): KeysRead =>
  readKeyFile(typeof file === 'string' ? file : JSON.stringify(file), 'forms.json', secret);

export function keysOf(file: unknown, secret?: Uint8Array): FormKeys {
  const found = read(file, secret);
  if (found.kind === 'faults') throw new Error(found.faults.join('\n'));
  return found.keys;
}
