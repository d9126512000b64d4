import { Counter, Histogram, type Registry } from 'prom-client';

/** A metric and what its series are told apart by. */
export interface SeriesParts {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly string[];
}

interface Row {
  readonly labels: Readonly<Record<string, string>>;
}

interface CounterRow extends Row {
  count: number;
}

interface HistogramRow extends Row {
  /** Of each bucket alone; the last one has no bound. */
  readonly counts: number[];
  sum: number;
}

/** Adds to the series of these labels, given in the order of their names. */
export type Add = (values: readonly string[], by?: number) => void;

/** Observes a value in the series of these labels, given in the order of their names. */
export type Observe = (values: readonly string[], value: number) => void;

/**
 * A counter that adds to plain numbers, from which the package's series are made when somebody asks for them: what is told
 * of every request must not cost what finding a series by its labels does.
 */
export function createPlainCounter(registry: Registry, { name, help, labelNames }: SeriesParts): Add {
  const rowOf = rememberRows(labelNames, (labels): CounterRow => ({ labels, count: 0 }));
  new Counter({
    name,
    help,
    labelNames: [...labelNames],
    registers: [registry],
    collect() {
      this.reset();
      for (const { labels, count } of rowOf.rows()) this.inc(labels, count);
    },
  });
  return (values, by = 1) => {
    rowOf(values).count += by;
  };
}

/** A histogram of the same kind. @param buckets upper bounds, ascending */
export function createPlainHistogram(
  registry: Registry,
  { name, help, labelNames, buckets }: SeriesParts & { readonly buckets: readonly number[] },
): Observe {
  const rowOf = rememberRows(
    labelNames,
    (labels): HistogramRow => ({ labels, counts: new Array(buckets.length + 1).fill(0), sum: 0 }),
  );

  // The package offers no way to give a histogram its counts.
  class PlainHistogram extends Histogram {
    override async get() {
      const values = [...rowOf.rows()].flatMap(seriesOf);
      return { name, help, type: 'histogram', values, aggregator: 'sum' } as unknown as Awaited<
        ReturnType<Histogram['get']>
      >;
    }

    getForPromString() {
      return this.get();
    }
  }

  function seriesOf({ labels, counts, sum }: HistogramRow) {
    let total = 0;
    const below = counts.map((count, index) => {
      total += count;
      return {
        metricName: `${name}_bucket`,
        labels: { le: buckets[index] ?? '+Inf', ...labels },
        value: total,
      };
    });
    const whole = [
      { metricName: `${name}_sum`, labels, value: sum },
      { metricName: `${name}_count`, labels, value: total },
    ];
    return [...below, ...whole];
  }

  new PlainHistogram({
    name,
    help,
    labelNames: [...labelNames],
    buckets: [...buckets],
    registers: [registry],
  });
  return (values, value) => {
    const row = rowOf(values);
    let bucket = 0;
    while (bucket < buckets.length && value > (buckets[bucket] as number)) bucket++;
    row.counts[bucket] = (row.counts[bucket] ?? 0) + 1;
    row.sum += value;
  };
}

function rememberRows<Made extends Row>(
  labelNames: readonly string[],
  make: (labels: Row['labels']) => Made,
) {
  const known = new Map<string, Made>();
  const rowOf = (values: readonly string[]): Made => {
    // No label holds it.
    const key = values.join('\0');
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make(Object.fromEntries(labelNames.map((name, index) => [name, values[index] ?? ''])));
    known.set(key, made);
    return made;
  };
  return Object.assign(rowOf, { rows: () => known.values() });
}
