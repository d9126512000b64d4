import { runAlone } from '../kit/run-alone.ts';
import { createLibrary } from './library.ts';

await runAlone('library', createLibrary);
