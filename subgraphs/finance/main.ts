import { runAlone } from '../kit/run-alone.ts';
import { createFinance } from './finance.ts';

await runAlone('finance', createFinance);
