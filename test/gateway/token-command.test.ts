import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ensureDevKey } from '../../gateway/identity/dev-key.ts';
import { createDevVerifier } from '../../gateway/identity/dev-token.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'token-'));
afterAll(() => rmSync(dataDir, { recursive: true }));
const token = (args: string[], env: Record<string, string> = {}) =>
  spawnSync('node', [join(import.meta.dirname, '../../gateway/token.ts'), ...args], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, ...env },
    encoding: 'utf8',
  });

it('prints one token and nothing else, good for twelve hours', async () => {
  const { stdout, stderr, status } = token(['--role', 'staff:library', '--sub', 'L001']);
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  const verify = await createDevVerifier(await ensureDevKey(dataDir, () => 'unused'));
  const claims = await verify(stdout.trimEnd(), new Date());
  expect(claims).toMatchObject({ sub: 'L001', role: 'staff:library' });
  expect((claims?.expiresAt ?? 0) - Date.now()).toBeGreaterThan(11.9 * 3_600_000);
});

it('lists the roles when it does not know one', () => {
  const { status, stdout, stderr } = token(['--role', 'wizard', '--sub', 'X']);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(
    /"wizard" is no role.*student, staff:<department>, registrar, analyst, desk, integrator/,
  );
});

it('says what a --sub may be', () => {
  const { status, stderr } = token(['--role', 'student']);
  expect(status).toBe(2);
  expect(stderr).toContain('cannot be a --sub');
});

it('is refused in production', () => {
  const { status, stdout } = token(['--role', 'student', '--sub', 'X'], { NODE_ENV: 'production' });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});
