import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { ensureWebBuild } from '../../web/build.ts';
import { fingerprintInputs } from '../../web/build-inputs.ts';

const scratch = mkdtempSync(join(tmpdir(), 'web-build-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('ensureWebBuild', () => {
  test('builds once, then finds the build current', async () => {
    const dist = join(scratch, 'dist');
    expect(await ensureWebBuild(dist)).toMatchObject({ kind: 'built' });
    expect(await ensureWebBuild(dist)).toMatchObject({ kind: 'current', directory: join(dist, 'graphiql') });
  }, 120_000);

  test('leaves a page with relative addresses only and no inline script', () => {
    const html = readFileSync(join(scratch, 'dist', 'graphiql', 'index.html'), 'utf8');
    const addresses = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map((match) => match[1]);
    expect(addresses.length).toBeGreaterThan(1);
    for (const address of addresses) expect(address).toMatch(/^(\.\/|data:,)/);
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>|\son\w+=/);
  });

  test('bundles the production build of React whatever NODE_ENV the caller has', () => {
    const html = readFileSync(join(scratch, 'dist', 'graphiql', 'index.html'), 'utf8');
    const [, script = ''] = /src="\.\/([^"]+)"/.exec(html) ?? [];
    const bundle = readFileSync(join(scratch, 'dist', 'graphiql', script), 'utf8');
    expect(bundle).toContain('Minified React error');
    expect(bundle).not.toContain('Download the React DevTools');
  });
});

describe('the fingerprint of the inputs', () => {
  const web = join(scratch, 'web');
  const lockfile = join(scratch, 'package-lock.json');

  beforeEach(() => {
    rmSync(web, { recursive: true, force: true });
    const source = join(import.meta.dirname, '../../web');
    for (const name of ['graphiql', 'vite.config.ts', 'tsconfig.json']) {
      cpSync(join(source, name), join(web, name), { recursive: true });
    }
    lock({ graphiql: '5.4.0', fastify: '5.0.0' });
  });

  test('stays the same while nothing changes', () => {
    expect(fingerprintInputs(web, lockfile)).toBe(fingerprintInputs(web, lockfile));
  });

  test('changes with a source, with a configuration file and with a new file', () => {
    const before = fingerprintInputs(web, lockfile);
    appendFileSync(join(web, 'graphiql', 'page.css'), '/**/');
    const afterSource = fingerprintInputs(web, lockfile);
    appendFileSync(join(web, 'vite.config.ts'), '//');
    const afterConfiguration = fingerprintInputs(web, lockfile);
    writeFileSync(join(web, 'graphiql', 'new.ts'), '');
    const afterNewFile = fingerprintInputs(web, lockfile);
    expect(new Set([before, afterSource, afterConfiguration, afterNewFile]).size).toBe(4);
  });

  test('changes with the release of a bundled package and with no other', () => {
    const before = fingerprintInputs(web, lockfile);
    lock({ graphiql: '5.4.0', fastify: '6.0.0' });
    expect(fingerprintInputs(web, lockfile)).toBe(before);
    lock({ graphiql: '5.5.0', fastify: '6.0.0' });
    expect(fingerprintInputs(web, lockfile)).not.toBe(before);
  });

  function lock(releases: Record<string, string>): void {
    const packages = Object.entries(releases).map(([name, version]) => [`node_modules/${name}`, { version }]);
    writeFileSync(lockfile, JSON.stringify({ packages: Object.fromEntries(packages) }));
  }
});
