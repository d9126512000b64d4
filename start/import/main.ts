import { readStartConfig } from '../config.ts';
import { importUsage, readImportCommand } from './command-line.ts';
import { perform } from './perform.ts';
import { createTerminal } from './terminal.ts';

const now = () => new Date();
const command = readImportCommand(process.argv.slice(2), now);
if (command.kind === 'usage') {
  if (command.fault !== null) console.error(command.fault);
  console.error(importUsage);
  process.exit(2);
}
const config = readStartConfig(process.env);
if (config.kind === 'faults') {
  for (const sentence of config.faults) console.error(sentence);
  process.exit(2);
}
const status = await perform(config, command, createTerminal(process.stdout, process.stderr), now).catch(
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  },
);
process.exit(status);
