import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * The text of a demonstration key file: read, or made (mode 0600) by whichever process comes first.
 *
 * Several may start at once: each writes a file of its own and links it under the name, which succeeds once; the
 * losers read the winner's.
 *
 * @throws Error where the directory cannot be written or the file not be read
 */
export function ensureDemoKeyFile(file: string, newId: () => string): string {
  const existing = read(file);
  if (existing !== null) return existing;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${newId()}.tmp`;
  try {
    writeFileSync(draft, demoKeyText(), { mode: 0o600, flag: 'wx' });
    unless('EEXIST', () => linkSync(draft, file));
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(file, 'utf8');
}

/** A new key set with one signing key marked `demo`, and a secret, as JSON. */
export function demoKeyText(): string {
  const signing = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const secret = { kty: 'oct', k: randomBytes(32).toString('base64url') };
  return `${JSON.stringify({ keys: [{ ...signing, alg: 'EdDSA', use: 'sig', demo: true }, secret] }, null, 2)}\n`;
}

function read(file: string): string | null {
  return unless('ENOENT', () => readFileSync(file, 'utf8'));
}

function unless<Value>(code: string, act: () => Value): Value | null {
  try {
    return act();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== code) throw error;
    return null;
  }
}
