import { EXPORT_SETTINGS } from '../../subgraphs/clearance/exports/export-settings.ts';
import { runClearance } from '../../subgraphs/clearance/run-clearance.ts';

// node test/exports/export-process.ts: the clearance subgraph as it is, but pages of exports are small, and an export that a killed
// process left is taken over soon. Nothing feeds the read model: the test filled it.

await runClearance(process.env, {
  reports: null,
  exports: { ...EXPORT_SETTINGS, pageRows: 20, leaseMs: 1_500 },
});
