import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { ensureWebBuild } from '../../web/build.ts';
import { fingerprintInputs } from '../../web/build-inputs.ts';
import { type BuildPart, buildParts } from '../../web/build-parts.ts';

const scratch = mkdtempSync(join(tmpdir(), 'web-build-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('ensureWebBuild', () => {
  test('builds once, then finds the build current', async () => {
    const dist = join(scratch, 'dist');
    expect(await ensureWebBuild(dist)).toMatchObject({ kind: 'built' });
    expect(await ensureWebBuild(dist)).toMatchObject({ kind: 'current', directory: dist });
  }, 300_000);

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

describe('the pages that browsers run', () => {
  const assets = join(scratch, 'dist', 'pages', 'assets');
  const scripts = () => readdirSync(assets).filter((name) => name.endsWith('.js'));

  test('hold no text of a query, only the ids of trusted documents; the reports page alone holds those that it shows', () => {
    const all = new Map(scripts().map((name) => [name, readFileSync(join(assets, name), 'utf8')]));
    const ids = Object.keys(JSON.parse(readFileSync('schema/documents/web.json', 'utf8')));
    const isNamed = (id: string) => [...all.values()].some((script) => script.includes(id));
    expect(ids.filter(isNamed).length).toBeGreaterThan(5);
    const holding = [...all].filter(([, script]) => /fragment \w+ on |query ClearancePage/.test(script));
    expect(holding).toHaveLength(1);
    const [[name = '', script = ''] = []] = holding;
    const named = (pattern: RegExp) =>
      [...new Set([...script.matchAll(pattern)].map(([, one]) => one))].sort();
    expect(named(/fragment (\w+) on /g)).toEqual(['ReportBasis', 'ReportGroup']);
    expect(named(/query (\w+)\(/g)).toEqual([
      'ReportColleges',
      'ReportDepartments',
      'ReportFunnel',
      'ReportReasons',
      'ReportTrend',
    ]);
    const loading = ['app', 'verify', 'desk', 'reports'].filter((page) =>
      readFileSync(join(scratch, 'dist', 'pages', page, 'index.html'), 'utf8').includes(name),
    );
    expect(loading).toEqual(['reports']);
  });

  test('have each script and style beside them compressed, the same inside', () => {
    for (const name of scripts().filter((one) => readFileSync(join(assets, one)).length >= 1024)) {
      const script = readFileSync(join(assets, name));
      expect(brotliDecompressSync(readFileSync(join(assets, `${name}.br`))).equals(script)).toBe(true);
      expect(gunzipSync(readFileSync(join(assets, `${name}.gz`))).equals(script)).toBe(true);
    }
  });

  test('have no inline script, no inline style and nothing of another host', () => {
    const html = readFileSync(join(scratch, 'dist', 'pages', 'app', 'index.html'), 'utf8');
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son\w+=/);
    for (const [, address = ''] of html.matchAll(/(?:src|href)="([^"]*)"/g))
      expect(address).toMatch(/^(\/|data:,)/);
  });

  test('tell 360 browsers to use their modern engine', () => {
    const html = readFileSync(join(scratch, 'dist', 'pages', 'app', 'index.html'), 'utf8');
    expect(html).toContain('<meta name="renderer" content="webkit" />');
  });
});

describe('the fingerprint of the inputs', () => {
  const [graphiql] = buildParts;
  const fingerprint = () => fingerprintInputs(graphiql as BuildPart, web, lockfile);
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
    expect(fingerprint()).toBe(fingerprint());
  });

  test('changes with a source, with a configuration file and with a new file', () => {
    const before = fingerprint();
    appendFileSync(join(web, 'graphiql', 'page.css'), '/**/');
    const afterSource = fingerprint();
    appendFileSync(join(web, 'vite.config.ts'), '//');
    const afterConfiguration = fingerprint();
    writeFileSync(join(web, 'graphiql', 'new.ts'), '');
    const afterNewFile = fingerprint();
    expect(new Set([before, afterSource, afterConfiguration, afterNewFile]).size).toBe(4);
  });

  test('changes with the release of a bundled package and with no other', () => {
    const before = fingerprint();
    lock({ graphiql: '5.4.0', fastify: '6.0.0' });
    expect(fingerprint()).toBe(before);
    lock({ graphiql: '5.5.0', fastify: '6.0.0' });
    expect(fingerprint()).not.toBe(before);
  });

  function lock(releases: Record<string, string>): void {
    const packages = Object.entries(releases).map(([name, version]) => [`node_modules/${name}`, { version }]);
    writeFileSync(lockfile, JSON.stringify({ packages: Object.fromEntries(packages) }));
  }
});
