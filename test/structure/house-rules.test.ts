import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(ROOT, file)));
const sources = tracked.filter((file) => /\.tsx?$/.test(file) && !/generated/.test(file));
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

test('no source file is longer than 250 lines', () => {
  const long = sources.filter((file) => !file.startsWith('test/') && read(file).split('\n').length > 251);
  expect(long).toEqual([]);
});

test('files are named in kebab case, and none is a drawer', () => {
  const odd = sources
    .map((file) => basename(file))
    .filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|config|worker))?\.tsx?$/.test(name));
  expect(odd).toEqual([]);
  expect(sources.filter((file) => /(^|\/)(utils?|helpers?|common|misc|index)\.tsx?$/.test(file))).toEqual([]);
});

test('the environment is read at the edge only', () => {
  const edge = /(^|\/)(main|token|config|build|run-alone|apollo-telemetry)\.ts$|^(test|schema|bench|web)\//;
  expect(sources.filter((file) => !edge.test(file) && /process\.env/.test(read(file)))).toEqual([]);
});

test('every top folder says what belongs there', () => {
  const folders = readdirSync(ROOT, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && tracked.some((file) => file.startsWith(`${entry.name}/`)),
  );
  const silent = folders
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('.') && !existsSync(join(ROOT, name, 'README.md')));
  expect(silent).toEqual([]);
});

test('dependencies have exact versions', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json'));
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+$/.test(String(version)),
  );
  expect(loose).toEqual([]);
});
