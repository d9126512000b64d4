import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { type GoldenStudent, goldenFileSchema, goldenStudentSchema } from './golden-schema.ts';

const FILE = new URL('./golden.yml', import.meta.url);

/**
 * The golden students by name of case (`F10`), in the file's order, each complete.
 *
 * @throws Error that names the file, the case and the key: a mistake in `golden.yml`
 */
export function readGoldenFile(file: URL = FILE): ReadonlyMap<string, GoldenStudent> {
  const { everyonePasses, cases } = check(goldenFileSchema, parse(readFileSync(file, 'utf8')), file.pathname);
  return new Map(
    Object.entries(cases).map(([name, differences]) => {
      const joined = Object.fromEntries(
        goldenStudentSchema
          .keyof()
          .options.map((department) => [
            department,
            { ...everyonePasses[department], ...differences[department] },
          ]),
      );
      return [name, check(goldenStudentSchema, joined, `${file.pathname}, case ${name},`)];
    }),
  );
}

function check<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Error(`${where} is not valid:\n${z.prettifyError(result.error)}`);
}
