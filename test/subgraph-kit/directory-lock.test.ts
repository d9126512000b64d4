import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lockDirectory } from '../../subgraphs/kit/database/directory-lock.ts';

const directory = () => mkdtempSync(join(tmpdir(), 'lock-'));

test('a directory is locked once, and free again when it is released', () => {
  const dir = directory();
  const first = lockDirectory(dir, 'http://127.0.0.1:4000');
  expect(first.kind).toBe('locked');
  const second = lockDirectory(dir, 'http://127.0.0.1:4001');
  expect(second).toMatchObject({
    kind: 'held',
    holder: { pid: process.pid, address: 'http://127.0.0.1:4000' },
  });
  if (second.kind === 'held') expect(second.sentence).toContain(`held by process ${process.pid}`);
  if (first.kind === 'locked') first.release();
  expect(existsSync(join(dir, 'lock.json'))).toBe(false);
  expect(lockDirectory(dir, 'http://127.0.0.1:4001').kind).toBe('locked');
});

test('a lock left by a process that was killed is taken over', async () => {
  const dir = directory();
  const kit = new URL('../../subgraphs/kit/database/directory-lock.ts', import.meta.url).href;
  const script = `const { lockDirectory } = await import(${JSON.stringify(kit)}); lockDirectory(${JSON.stringify(dir)}, 'x'); process.kill(process.pid, 'SIGKILL');`;
  await once(spawn(process.execPath, ['--input-type=module', '-e', script]), 'exit');
  expect(JSON.parse(readFileSync(join(dir, 'lock.json'), 'utf8'))).toHaveProperty('pid');
  expect(lockDirectory(dir, 'http://127.0.0.1:4000').kind).toBe('locked');
});

test('a lock whose process number now belongs to another process is taken over', () => {
  const dir = directory();
  writeFileSync(
    join(dir, 'lock.json'),
    JSON.stringify({ pid: process.pid, processStart: '1', address: 'x' }),
  );
  expect(lockDirectory(dir, 'http://127.0.0.1:4000').kind).toBe('locked');
});

test('a torn lock file is taken over', () => {
  const dir = directory();
  writeFileSync(join(dir, 'lock.json'), '{"pid": 1');
  expect(lockDirectory(dir, 'http://127.0.0.1:4000').kind).toBe('locked');
});
