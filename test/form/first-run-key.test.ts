import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FormConfig, readFormConfig } from '../../subgraphs/clearance/form/form-config.ts';
import { openFormKeys } from '../../subgraphs/clearance/form/open-form-keys.ts';
import { startChild } from '../kit/child.ts';
import { newJwk, newSecret } from './kit/key-files.ts';

const ROOT = join(import.meta.dirname, '../..');
let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'form-keys-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('on first run', () => {
  const configIn = (more: Partial<FormConfig> = {}): FormConfig => {
    const config = readFormConfig({ DATA_DIR: join(directory, randomUUID()) });
    if (config.kind === 'faults') throw new Error(config.faults.join());
    return { ...config, ...more };
  };

  test('a demonstration key is made for its owner alone, and is the same at the next start', () => {
    const config = configIn();
    const first = openFormKeys(config, randomUUID);
    expect(first).toMatchObject({ kind: 'keys', keys: { current: { demo: true } } });
    const file = join(config.dataDir, 'keys', 'form.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const again = openFormKeys(config, randomUUID);
    expect(again.kind === 'keys' && first.kind === 'keys' && again.keys.current.kid).toBe(
      first.kind === 'keys' && first.keys.current.kid,
    );
    expect(readdirSync(join(config.dataDir, 'keys'))).toEqual(['form.json']);
  });

  test('of several processes that start at once, one makes the key and all use it', async () => {
    const config = configIn();
    const script = join(directory, 'open.ts');
    const module = new URL('../../subgraphs/clearance/form/open-form-keys.ts', import.meta.url).href;
    writeFileSync(
      script,
      `import { randomUUID } from 'node:crypto';
       import { openFormKeys } from ${JSON.stringify(module)};
       const config = ${JSON.stringify(config)};
       const read = openFormKeys(config, randomUUID);
       console.log('kid ' + (read.kind === 'keys' ? read.keys.current.kid : read.faults));`,
    );
    const children = Array.from({ length: 4 }, () => startChild(relative(ROOT, script)));
    const kids = await Promise.all(children.map((child) => child.line(/^kid (\S+)$/)));
    await Promise.all(children.map((child) => child.end()));
    expect(new Set(kids.map(([, kid]) => kid)).size).toBe(1);
    expect(readdirSync(join(config.dataDir, 'keys'))).toEqual(['form.json']);
  });

  test('in production there must be a file, and no demonstration key in it', () => {
    const production = configIn({ production: true });
    expect(openFormKeys(production, randomUUID)).toEqual({
      kind: 'faults',
      faults: ['FORM_KEY_FILE: is needed in production; a demonstration key signs no form there'],
    });
    const demo = configIn();
    openFormKeys(demo, randomUUID);
    const keyFile = join(demo.dataDir, 'keys', 'form.json');
    const refused = openFormKeys({ ...production, keyFile }, randomUUID);
    expect(refused).toEqual({
      kind: 'faults',
      faults: [
        expect.stringMatching(
          /^FORM_KEY_FILE: .*form\.json: key \S{8} is a demonstration key, which production refuses$/,
        ),
      ],
    });
    const real = join(directory, 'real.json');
    writeFileSync(real, JSON.stringify({ keys: [newJwk(), newSecret()] }));
    expect(openFormKeys({ ...production, keyFile: real }, randomUUID)).toMatchObject({
      kind: 'keys',
      keys: { current: { demo: false } },
    });
    const mixed = join(directory, 'mixed.json');
    const demoKeys = JSON.parse(readFileSync(keyFile, 'utf8')).keys;
    writeFileSync(mixed, JSON.stringify({ keys: [newJwk(), ...demoKeys] }));
    expect(openFormKeys({ ...production, keyFile: mixed }, randomUUID).kind).toBe('faults');
  });

  test('a file that is not there, or is a directory, is named with the reason, and none is made in its place', () => {
    const keyFile = join(directory, 'absent.json');
    expect(openFormKeys(configIn({ keyFile }), randomUUID)).toEqual({
      kind: 'faults',
      faults: [`FORM_KEY_FILE: ${keyFile} cannot be read (ENOENT)`],
    });
    mkdirSync(join(directory, 'folder'));
    expect(openFormKeys(configIn({ keyFile: join(directory, 'folder') }), randomUUID)).toMatchObject({
      faults: [expect.stringContaining('EISDIR')],
    });
  });
});
