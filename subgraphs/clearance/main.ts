import { runAlone } from '../kit/run-alone.ts';
import { createClearance } from './clearance.ts';

await runAlone('clearance', createClearance);
