import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { readGoldenFile } from './golden-file.ts';

const FILE = new URL('./people.yml', import.meta.url);

const person = z.strictObject({
  sub: z.string().regex(/^[A-Z0-9-]{1,64}$/),
  name: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  roles: z.array(z.string()).min(1),
});
const file = z.strictObject({ staff: z.array(person) });

/** Somebody of the sample: the number or account, the name, and the roles that are granted (none to students: the roster knows them). */
export interface SamplePerson {
  readonly sub: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly roles: readonly string[];
}

/**
 * The staff of `people.yml`, in its order.
 *
 * @throws Error that names the file: a mistake in it
 */
export function sampleStaff(): readonly SamplePerson[] {
  const read = file.safeParse(parse(readFileSync(FILE, 'utf8')));
  if (read.success) return read.data.staff;
  throw new Error(`${FILE.pathname} is not valid:\n${z.prettifyError(read.error)}`);
}

/** The golden students, in the order of `golden.yml`, as `goldenClass` names them. */
export function sampleStudents(): readonly SamplePerson[] {
  return [...readGoldenFile().keys()].map((name) => ({
    sub: `TS2020${name}`,
    name: { zh: `样例学生${name}`, en: `Sample student ${name}` },
    roles: [],
  }));
}

/** Everybody who may log in at the development identity provider: students first. */
export function readPeople(): readonly SamplePerson[] {
  return [...sampleStudents(), ...sampleStaff()];
}
