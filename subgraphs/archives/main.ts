import { runAlone } from '../kit/run-alone.ts';
import { createArchives } from './archives.ts';

await runAlone('archives', createArchives);
