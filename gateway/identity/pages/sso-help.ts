import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Bilingual } from './page.ts';

const text = z.object({ zh: z.string().min(1), en: z.string().min(1) });
const profile = z.object({
  site: z.object({
    sso: z.object({ name: z.string(), help: text, phone: z.string(), email: z.string().nullable() }),
  }),
  units: z.object({ registry: z.object({ unitName: text, phones: z.array(z.string()).min(1) }) }),
});

/** Whom a page names when somebody cannot get in. */
export interface SsoHelp {
  /** What the university calls its login. */
  readonly name: string;
  /** About activation (guide of now) or a forgotten password (guide of 2020). */
  readonly help: Bilingual;
  /** For login and passwords. */
  readonly phone: string;
  readonly email: string | null;
  /** Who knows who is on the roster. */
  readonly roster: { readonly name: Bilingual; readonly phone: string };
}

/**
 * The help of a profile (YAML): `site.sso` and the registry's unit; null without a file.
 *
 * @throws Error with a sentence where the file lacks them
 */
export async function readSsoHelp(file: string | null): Promise<SsoHelp | null> {
  if (file === null) return null;
  const read = profile.safeParse(parse(await readFile(file, 'utf8')));
  if (!read.success) throw new Error(`No help for login in ${file}: ${z.prettifyError(read.error)}`);
  const { site, units } = read.data;
  const [phone = ''] = units.registry.phones;
  return { ...site.sso, roster: { name: units.registry.unitName, phone } };
}
