import fc, { type IAsyncProperty } from 'fast-check';

const SHRINK_MS = 45_000;

/** How long to search: so many inputs, and on until the time is over. */
export interface Extent {
  readonly seconds: number;
  readonly seed: number;
  /** Left out: 1. */
  readonly atLeast?: number;
}

/**
 * Tries a property with one seed after another. Throws the smallest input that breaks it, with the seed to see it again;
 * else returns how many it tried.
 */
export async function search<Inputs>(
  property: IAsyncProperty<Inputs>,
  { seconds, seed, atLeast = 1 }: Extent,
): Promise<number> {
  const end = performance.now() + seconds * 1_000;
  let tries = 0;
  while (tries < atLeast || performance.now() < end) {
    const details = await fc.check(property, {
      seed: seed + tries,
      numRuns: 1,
      interruptAfterTimeLimit: SHRINK_MS,
    });
    tries++;
    if (!details.failed) continue;
    const again = `RANDOM_SEED=${details.seed} shows it again; shrunk ${details.numShrinks} times.`;
    throw new Error(`${again}\n${String(details.errorInstance)}`);
  }
  return tries;
}
