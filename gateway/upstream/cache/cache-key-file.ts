import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeOnce } from '../../../wire/files/make-once.ts';

const HEX = /^[0-9a-f]{64}$/i;

/**
 * The 32-byte secret in a file: 64 hexadecimal digits, a line end may follow. Rejects with a sentence where the file
 * cannot be read or holds something else (never with its content).
 */
export async function readCacheKey(file: string): Promise<Buffer> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) throw new Error(`The cache key file ${file} cannot be read.`);
  if (!HEX.test(text.trim()))
    throw new Error(`${file} does not hold a cache key: 64 hexadecimal digits (openssl rand -hex 32).`);
  return Buffer.from(text.trim(), 'hex');
}

/**
 * The deployment's own secret, `keys/cache.key` in the data directory, mode 0600: read, or made by whichever process
 * comes first. Gateways with data directories of their own then do not read each other's values; give them one
 * file to share.
 *
 * @param randomBytes a source of unguessable bytes
 */
export async function ensureCacheKey(
  dataDir: string,
  randomBytes: (size: number) => Buffer,
): Promise<Buffer> {
  const file = join(dataDir, 'keys', 'cache.key');
  await makeOnce(
    file,
    () => `${randomBytes(32).toString('hex')}\n`,
    () => randomBytes(8).toString('hex'),
  );
  return readCacheKey(file);
}
