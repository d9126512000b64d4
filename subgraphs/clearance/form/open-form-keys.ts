import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoKeyText, ensureDemoKeyFile } from './demo-key-file.ts';
import type { FormConfig } from './form-config.ts';
import type { FormKeys } from './form-keys.ts';
import { type KeysRead, readKeyFile } from './key-file.ts';

/**
 * The keys of the configured file; without one those of `keys/form.json` under the data directory, made where it is
 * absent and marked as a demonstration. In production there must be a file, and no demonstration key in it.
 *
 * @param newId a new unguessable id
 * @returns faults as sentences that name the file and the key, never key material
 */
export function openFormKeys(config: FormConfig, newId: () => string): KeysRead {
  const { keyFile, dataDir, production, subjectSecret } = config;
  if (keyFile === null && production)
    return faulty('FORM_KEY_FILE: is needed in production; a demonstration key signs no form there');
  const file = keyFile ?? join(dataDir, 'keys', 'form.json');
  const text =
    keyFile === null
      ? attempt(() => ensureDemoKeyFile(file, newId))
      : attempt(() => readFileSync(file, 'utf8'));
  if (text.kind === 'failed') return faulty(`FORM_KEY_FILE: ${file} cannot be read (${text.code})`);
  const read = readKeyFile(text.value, `FORM_KEY_FILE: ${file}`, subjectSecret);
  if (read.kind === 'faults' || !production) return read;
  const demo = read.keys.all.findIndex((key) => key.demo);
  if (demo < 0) return read;
  return faulty(
    `FORM_KEY_FILE: ${file}: key ${read.keys.all[demo]?.kid} is a demonstration key, which production refuses`,
  );
}

/** Demonstration keys that live as long as this process: what it signs verifies nowhere else, and not after it. */
export function passingFormKeys(): FormKeys {
  const read = readKeyFile(demoKeyText(), 'the demonstration key', null);
  if (read.kind === 'faults') throw new Error(read.faults.join(' '));
  return read.keys;
}

type Attempt =
  | { readonly kind: 'done'; readonly value: string }
  | { readonly kind: 'failed'; readonly code: string };

function attempt(act: () => string): Attempt {
  try {
    return { kind: 'done', value: act() };
  } catch (error) {
    return { kind: 'failed', code: (error as NodeJS.ErrnoException).code ?? 'unknown fault' };
  }
}

function faulty(sentence: string): KeysRead {
  return { kind: 'faults', faults: [sentence] };
}
