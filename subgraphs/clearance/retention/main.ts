import { readSubgraphConfig } from '../../kit/config.ts';
import { runRetention } from './run-retention.ts';

const USAGE =
  '用法：npm run retention -- [--dry-run]（--dry-run：只统计，不清理）\n' +
  'Usage: npm run retention -- [--dry-run] (--dry-run: only count)';

const given = process.argv.slice(2);
if (given.some((argument) => argument !== '--dry-run')) {
  console.error(USAGE);
  process.exit(2);
}
const config = readSubgraphConfig('clearance', process.env);
if (config.kind === 'faults') {
  for (const sentence of config.faults) console.error(sentence);
  process.exit(2);
}
const output = { say: console.log, complain: console.error };
process.exit(await runRetention(config, given.includes('--dry-run'), output));
