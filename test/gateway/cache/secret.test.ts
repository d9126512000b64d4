import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureCacheKey, readCacheKey } from '../../../gateway/upstream/cache/cache-key-file.ts';
import { createCacheSecret } from '../../../gateway/upstream/cache/cache-secret.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'cache-key-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const secret = createCacheSecret(Buffer.alloc(32, 1));

it('opens at its own place only, and only what was not changed', () => {
  const sealed = secret.seal('here', '结论');
  expect(secret.open('here', sealed)).toBe('结论');
  expect(secret.open('there', sealed)).toBeNull();
  expect(createCacheSecret(Buffer.alloc(32, 2)).open('here', sealed)).toBeNull();
  const bytes = Buffer.from(sealed, 'base64');
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const flipped = Buffer.from(bytes);
    flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    expect(secret.open('here', flipped.toString('base64'))).toBeNull();
  }
  for (const junk of ['', 'x', sealed.slice(0, 20)]) expect(secret.open('here', junk)).toBeNull();
});

it('seals the same text differently each time, and names it the same', () => {
  expect(secret.seal('here', 'a')).not.toBe(secret.seal('here', 'a'));
  expect(secret.nameOf('TS2020S1')).toBe(secret.nameOf('TS2020S1'));
  expect(secret.nameOf('TS2020S1')).toMatch(/^[\w-]{22}$/);
  expect(createCacheSecret(Buffer.alloc(32, 2)).nameOf('TS2020S1')).not.toBe(secret.nameOf('TS2020S1'));
});

it('makes one secret per data directory, readable by its owner alone, whoever comes first', async () => {
  const made = await Promise.all(Array.from({ length: 8 }, () => ensureCacheKey(directory, randomBytes)));
  expect(new Set(made.map((key) => key.toString('hex')))).toHaveLength(1);
  const file = join(directory, 'keys', 'cache.key');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readCacheKey(file)).toEqual(made[0]);
  expect(await readFile(file, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
});

it('says what is wrong with a key file without quoting it', async () => {
  const file = join(directory, 'short.key');
  await writeFile(file, 'abcdef');
  await expect(readCacheKey(file)).rejects.toThrow(/64 hexadecimal digits/);
  await expect(readCacheKey(file)).rejects.not.toThrow(/abcdef/);
  await expect(readCacheKey(join(directory, 'none.key'))).rejects.toThrow(/cannot be read/);
});
