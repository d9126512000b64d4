import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { readStartConfig } from '../config.ts';
import { perform } from '../import/perform.ts';
import { createTerminal } from '../import/terminal.ts';
import { exportUsage, readExportCommand } from './command-line.ts';

const command = readExportCommand(process.argv.slice(2));
if (command.kind === 'usage') {
  if (command.fault !== null) console.error(command.fault);
  console.error(exportUsage);
  process.exit(2);
}
const config = readStartConfig(process.env);
if (config.kind === 'faults') {
  for (const sentence of config.faults) console.error(sentence);
  process.exit(2);
}
const directory = resolve(command.out);
mkdirSync(directory, { recursive: true });
const { department, kindName } = command;
const status = await perform(
  config,
  { kind: 'export', department, directory, ...(kindName !== undefined && { kindName }) },
  createTerminal(process.stdout, process.stderr),
  () => new Date(),
).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});
process.exit(status);
