import { goldenClass } from '../../data/golden.ts';
import { sampleStaff } from '../../data/people.ts';

const TOKEN = /eyJ[\w-]{20,}\.[\w-]{20,}/;

/** What no process may print: every sample number and name. */
const personal: readonly string[] = [
  ...goldenClass().registry.flatMap(({ studentId, name }) => [studentId, name]),
  ...sampleStaff().flatMap(({ sub, name }) => [sub, name.zh, name.en]),
].filter((text): text is string => typeof text === 'string' && text.length > 1);

/** Fails where a line holds a sample person's number or name, or a token: looked for in every run of the whole graph. */
export function expectCleanLogs(process: string, lines: readonly string[]): void {
  const told = lines.filter((line) => TOKEN.test(line) || personal.some((text) => line.includes(text)));
  if (told.length > 0)
    throw new Error(`${process} printed personal data in ${told.length} lines, the first:\n${told[0]}`);
}
