import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeOnce } from '../../wire/files/make-once.ts';

let directory: string;
let file: string;
let ids = 0;
const newId = () => `id-${ids++}`;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'make-once-'));
  file = join(directory, 'keys', 'one.json');
});
afterEach(() => rm(directory, { recursive: true }));

it('all who come at once read the same content, and nothing else is left behind', async () => {
  const read = await Promise.all(
    Array.from({ length: 16 }, (_, index) => makeOnce(file, async () => `made by ${index}`, newId)),
  );
  expect(new Set(read).size).toBe(1);
  expect(await readdir(dirname(file))).toEqual(['one.json']);
});

it('the file and its directory are their owner’s only', async () => {
  await makeOnce(file, () => 'secret', newId);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await stat(dirname(file))).mode & 0o777).toBe(0o700);
});

it('what is there is read, and nothing made', async () => {
  await mkdir(dirname(file));
  await writeFile(file, 'there');
  const make = () => {
    throw new Error('made');
  };
  expect(await makeOnce(file, make, newId)).toBe('there');
});

it('a content that cannot be made leaves nothing behind', async () => {
  const make = () => Promise.reject(new Error('no entropy'));
  await expect(makeOnce(file, make, newId)).rejects.toThrow('no entropy');
  expect(await readdir(dirname(file))).toEqual([]);
});

it('a directory in the file’s place is said to be one', async () => {
  await mkdir(file, { recursive: true });
  await expect(makeOnce(file, () => 'x', newId)).rejects.toThrow('EISDIR');
});
