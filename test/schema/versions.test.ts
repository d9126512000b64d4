import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareApis } from '../../schema/versions/api-changes.ts';
import { newestRelease, writeRelease } from '../../schema/versions/releases.ts';
import { runCli } from './run-cli.ts';
import { copySchema } from './schema-copy.ts';

function emptyDirectory() {
  const directory = mkdtempSync(join(tmpdir(), 'clearance-releases-'));
  return { directory, [Symbol.dispose]: () => rmSync(directory, { recursive: true, force: true }) };
}

describe('a change of the API', () => {
  const released = 'type Query { a: Int b: E } enum E { X Y }';
  it.each([
    ['a removed field breaks', 'type Query { b: E } enum E { X Y }', { breaking: 1, dangerous: 0 }],
    ['a removed enum value breaks', 'type Query { a: Int b: E } enum E { X }', { breaking: 1, dangerous: 0 }],
    [
      'a required new argument breaks',
      'type Query { a(n: Int!): Int b: E } enum E { X Y }',
      { breaking: 1, dangerous: 0 },
    ],
    [
      'a new enum value is dangerous',
      'type Query { a: Int b: E } enum E { X Y Z }',
      { breaking: 0, dangerous: 1 },
    ],
    [
      'a new field is harmless',
      'type Query { a: Int b: E c: Int } enum E { X Y }',
      { breaking: 0, dangerous: 0 },
    ],
  ])('%s', async (_claim, current, expected) => {
    const { breaking, dangerous } = await compareApis(released, current);
    expect({ breaking: breaking.length, dangerous: dangerous.length }).toEqual(expected);
  });
});

describe('npm run breaking', () => {
  it('ends with 1 and names the field that was removed', async () => {
    using copy = copySchema();
    copy.edit('api.graphql', (api) => api.replace(/ {2}""".*"""\n {2}unreturnedBookCount: Int!\n/, ''));
    const ended = await runCli('breaking.ts', '--directory', copy.directory);
    expect(ended.code).toBe(1);
    expect(ended.err).toContain(
      "Field 'unreturnedBookCount' was removed from object type 'LibraryClearance'",
    );
  });

  it('passes with a remark where an enum grew', async () => {
    using copy = copySchema();
    copy.edit('api.graphql', (api) => api.replace('enum ReasonCode {\n', 'enum ReasonCode {\n  BRAND_NEW\n'));
    const ended = await runCli('breaking.ts', '--directory', copy.directory);
    expect(ended.code).toBe(0);
    expect(ended.out).toContain("Enum value 'BRAND_NEW' was added to enum 'ReasonCode'");
  });
});

describe('releases', () => {
  it('are compared number by number, so that 0.10.0 is newer than 0.9.0', () => {
    using releases = emptyDirectory();
    writeRelease(releases.directory, '0.9.0', 'nine');
    writeRelease(releases.directory, '0.10.0', 'ten');
    expect(newestRelease(releases.directory)).toEqual({ version: '0.10.0', api: 'ten' });
  });

  it('are never overwritten', () => {
    using releases = emptyDirectory();
    expect(writeRelease(releases.directory, '1.0.0', 'first')).toEqual({
      kind: 'written',
      file: '1.0.0.graphql',
    });
    expect(writeRelease(releases.directory, '1.0.0', 'second')).toMatchObject({ kind: 'refused' });
    expect(readFileSync(join(releases.directory, '1.0.0.graphql'), 'utf8')).toBe('first');
  });

  it.each([
    '1',
    '1.2',
    'v1.2.3',
    '1.2.3-rc.1',
    '01.2.3',
    '../1.2.3',
    '',
  ])('refuse %j as a version', (version) => {
    using releases = emptyDirectory();
    expect(writeRelease(releases.directory, version, 'x')).toMatchObject({ kind: 'refused' });
    expect(newestRelease(releases.directory)).toBeUndefined();
  });

  it('are not slipped in behind a newer one', () => {
    using releases = emptyDirectory();
    writeRelease(releases.directory, '2.0.0', 'two');
    expect(writeRelease(releases.directory, '1.9.9', 'x')).toMatchObject({
      reason: expect.stringContaining('2.0.0'),
    });
  });
});
