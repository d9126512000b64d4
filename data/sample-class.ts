import type { SampleClass } from './class-records.ts';
import { goldenClass } from './golden.ts';
import { syntheticClass } from './synthetic-class.ts';

const STUDENTS = 4500;
const SEED = 2020;

/** The class that the first start imports: the golden students, then synthetic ones up to 4,500 in total; always the same. */
export function sampleClass(): SampleClass {
  const golden = goldenClass();
  const synthetic = syntheticClass({ students: STUDENTS - golden.registry.length, seed: SEED });
  return {
    registry: [...golden.registry, ...synthetic.registry],
    library: [...golden.library, ...synthetic.library],
    archives: [...golden.archives, ...synthetic.archives],
    apartment: [...golden.apartment, ...synthetic.apartment],
    finance: [...golden.finance, ...synthetic.finance],
  };
}
