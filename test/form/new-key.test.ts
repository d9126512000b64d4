import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readCacheKey } from '../../gateway/upstream/cache/cache-key-file.ts';
import { readKeyFile } from '../../subgraphs/clearance/form/key-file.ts';
import { openServiceKeys } from '../../wire/identity/service-keys.ts';
import { startChild } from '../kit/child.ts';

const directory = mkdtempSync(join(tmpdir(), 'new-key-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function newKey(...args: string[]): Promise<number | null> {
  return startChild('start/keys/main.ts', args, {}).ended;
}

test('a form key is made once, readable by its owner only, and rotated in front of the old ones', async () => {
  const file = join(directory, 'form.json');
  expect(await newKey('form', file)).toBe(0);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const read = () => {
    const keys = readKeyFile(readFileSync(file, 'utf8'), file, null);
    if (keys.kind === 'faults') throw new Error(keys.faults.join());
    return keys.keys.all;
  };
  const [first] = read();
  expect(first?.demo).toBe(false);
  expect(await newKey('form', file)).toBe(0);
  const rotated = read();
  expect(rotated).toHaveLength(2);
  expect(rotated[1]?.kid).toBe(first?.kid);
});

test('a service key signs, and the one before verifies after rotation', async () => {
  const file = join(directory, 'service.json');
  expect(await newKey('service', file)).toBe(0);
  const open = async () =>
    (
      await openServiceKeys(
        { kind: 'given', file },
        () => new Date(),
        () => 'x',
      )
    ).current();
  const before = await open();
  expect(await newKey('service', file)).toBe(0);
  const after = await open();
  expect(after.signing?.kid).not.toBe(before.signing?.kid);
  expect([...after.verifying.keys()]).toContain(before.signing?.kid);
});

test('a cache key is 32 bytes, and is not overwritten', async () => {
  const file = join(directory, 'cache.key');
  expect(await newKey('cache', file)).toBe(0);
  expect(await readCacheKey(file)).toHaveLength(32);
  expect(await newKey('cache', file)).toBe(1);
});

test('what holds no keys is left as it is', async () => {
  const file = join(directory, 'letter.txt');
  writeFileSync(file, 'dear registrar');
  expect(await newKey('form', file)).toBe(1);
  expect(readFileSync(file, 'utf8')).toBe('dear registrar');
  expect(await newKey('nonsense', file)).toBe(2);
});
