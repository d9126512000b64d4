import { runAlone } from '../kit/run-alone.ts';
import { createRegistry } from './registry.ts';

await runAlone('registry', createRegistry);
