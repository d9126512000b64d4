import { Counter, type Registry } from 'prom-client';
import type { CacheCounters } from '../upstream/cache/cache-counters.ts';

const results = ['hit', 'miss', 'stale', 'stored', 'refused', 'bad'] as const;

type Result = (typeof results)[number];

/**
 * Counters of the entity cache by department and result. They are told of every look, so they add to plain numbers, from
 * which the series are made when somebody asks for them.
 */
export function createCacheMetrics(registry: Registry): CacheCounters {
  const counts = new Map<string, Record<Result, number>>();
  new Counter({
    name: 'gateway_cache_values_total',
    help: 'Values of the entity cache by department and result: hit, miss, stale (shown past its time), stored, refused (something newer may be known), bad (changed or moved in Redis).',
    labelNames: ['department', 'result'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [department, row] of counts)
        for (const result of results) this.inc({ department, result }, row[result]);
    },
  });
  const add =
    (result: Result) =>
    (department: string, values = 1) => {
      const row = counts.get(department) ?? { hit: 0, miss: 0, stale: 0, stored: 0, refused: 0, bad: 0 };
      row[result] += values;
      counts.set(department, row);
    };
  return {
    hit: add('hit'),
    miss: add('miss'),
    stale: add('stale'),
    stored: add('stored'),
    refused: add('refused'),
    bad: add('bad'),
  };
}
