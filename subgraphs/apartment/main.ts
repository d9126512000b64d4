import { runAlone } from '../kit/run-alone.ts';
import { createApartment } from './apartment.ts';

await runAlone('apartment', createApartment);
