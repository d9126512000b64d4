import { userInfo } from 'node:os';
import { readStartConfig } from '../config.ts';
import { perform } from '../import/perform.ts';
import { createTerminal } from '../import/terminal.ts';
import { readRolesCommand, rolesUsage } from './command-line.ts';

const line = readRolesCommand(process.argv.slice(2), loginName());
if (line.kind === 'usage') {
  if (line.fault !== null) console.error(line.fault);
  console.error(rolesUsage);
  process.exit(2);
}
const config = readStartConfig(process.env);
if (config.kind === 'faults') {
  for (const sentence of config.faults) console.error(sentence);
  process.exit(2);
}
const terminal = createTerminal(process.stdout, process.stderr);
const status = await perform(
  config,
  { kind: 'roles', command: line.command },
  terminal,
  () => new Date(),
).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});
process.exit(status);

/** A container may run as a number that has no name. */
function loginName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid-${process.getuid?.() ?? 'unknown'}`;
  }
}
