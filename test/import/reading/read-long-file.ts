import { openExport } from '../../../subgraphs/kit/import/reading/export-file.ts';
import { charges } from './charges.ts';

// A process of its own, so that nothing else is measured: reads the file named first and prints what it took.
const before = process.memoryUsage.rss();
let highest = before;
const measure = () => {
  highest = Math.max(highest, process.memoryUsage.rss());
};
const opened = await openExport(process.argv[2] ?? '', [charges]);
if (opened.kind === 'refused') throw new Error(opened.reason.zh);
measure();
let rows = 0;
let others = 0;
for await (const { kind } of opened.rows(measure)) {
  if (kind === 'row') rows++;
  else others++;
}
process.stdout.write(JSON.stringify({ rows, others, grownBytes: highest - before }));
