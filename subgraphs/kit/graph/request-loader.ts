import DataLoader from 'dataloader';
import type { SubgraphContext } from '../context.ts';
import { parseStudentNumber } from '../verdict/student-number.ts';

/**
 * A loader of entities by student number that batches within one request.
 *
 * Numbers asked for in one tick become one call of `read`; answers keep the order of the numbers, null for absent.
 * Nothing is remembered between requests: a department never answers from a cache.
 *
 * @param read one statement for any count of distinct numbers
 */
export function createRequestLoader<Value>(
  read: (ids: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (context: SubgraphContext) => DataLoader<string, Value | null> {
  const loaders = new WeakMap<SubgraphContext, DataLoader<string, Value | null>>();
  return (context) => {
    let loader = loaders.get(context);
    if (!loader) {
      loader = new DataLoader(async (ids) => {
        const found = await read(ids.filter((id) => parseStudentNumber(id) !== null));
        return ids.map((id) => found.get(id) ?? null);
      });
      loaders.set(context, loader);
    }
    return loader;
  };
}
