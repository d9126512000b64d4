import { runClearance } from './run-clearance.ts';

await runClearance(process.env);
