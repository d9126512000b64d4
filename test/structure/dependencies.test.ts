import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly deprecated?: string;
  readonly hasInstallScript?: boolean;
}
const locked = Object.entries(read('package-lock.json').packages as Record<string, Locked>).filter(
  ([path]) => path !== '',
);
const shipped = locked.filter(([, { dev }]) => !dev);

/** Elastic-2.0: docs/decisions/001. */
const ALLOWED = new Set([
  'MIT',
  'ISC',
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  '(MIT AND BSD-3-Clause)',
]);
const ELASTIC =
  /^node_modules\/@apollo\/(composition|federation-internals|gateway|query-graphs|query-planner|subgraph)$/;
/** Comes with pdfkit: MIT by its LICENSE file, which its package.json does not repeat. */
const UNSAID = 'node_modules/png-js';

test('every dependency that ships has a licence that allows it', () => {
  const odd = shipped
    .filter(
      ([path, { license = 'none' }]) =>
        !ALLOWED.has(license) && !(license === 'Elastic-2.0' && ELASTIC.test(path)) && path !== UNSAID,
    )
    .map(([path, { license = 'none' }]) => `${path}: ${license}`);
  expect(shipped.length).toBeGreaterThan(100);
  expect(odd).toEqual([]);
});

test('no dependency that ships was given up by its makers', () => {
  expect(shipped.filter(([, { deprecated }]) => deprecated !== undefined).map(([path]) => path)).toEqual([]);
});

test('versions are exact', () => {
  const { dependencies, devDependencies } = read('package.json') as Record<string, Record<string, string>>;
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
  );
  expect(loose).toEqual([]);
});

// Not by `--omit dev`: that leaves out what a development dependency needs as well, graphql among it.
test('the bill of materials names every package that ships', () => {
  const bill = JSON.parse(
    execFileSync('npm', ['run', '--silent', 'sbom'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  ) as { bomFormat: string; components: { name: string; version: string; licenses?: unknown[] }[] };
  expect(bill.bomFormat).toBe('CycloneDX');
  const named = new Set(bill.components.map(({ name, version }) => `${name}@${version}`));
  const direct = Object.entries(read('package.json').dependencies as Record<string, string>);
  expect(direct.filter(([name, version]) => !named.has(`${name}@${version}`))).toEqual([]);
  expect(
    bill.components
      .filter(({ licenses = [] }) => licenses.length === 0)
      .map(({ name }) => `node_modules/${name}`),
  ).toEqual([UNSAID]);
});
