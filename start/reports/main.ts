import { readStartConfig } from '../config.ts';
import { perform } from '../import/perform.ts';
import { createTerminal } from '../import/terminal.ts';
import { readReportsCommand, reportsUsage } from './command-line.ts';

const line = readReportsCommand(process.argv.slice(2));
if (line.kind === 'usage') {
  if (line.fault !== null) console.error(line.fault);
  console.error(reportsUsage);
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
  { kind: 'reports', command: line.command },
  terminal,
  () => new Date(),
).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});
process.exit(status);
