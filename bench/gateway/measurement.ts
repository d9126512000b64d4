/** What was remembered when a run began: `none` where the gateway remembers nothing. */
export type Memory = 'none' | 'cold' | 'warm';

/** One load upon one gateway. */
export interface Load {
  readonly query: 'clearance' | 'list';
  readonly connections: number;
}

/** One run, or several runs of the same load upon the same gateway taken together. */
export interface Measurement {
  readonly competitor: string;
  readonly load: Load;
  readonly memory: Memory;
  readonly requests: number;
  readonly seconds: number;
  /** Milliseconds of CPU, user and system. */
  readonly gatewayCpuMs: number;
  readonly subgraphCpuMs: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Of the gateway after the run, megabytes. */
  readonly residentMb: number;
  readonly faults: number;
  readonly examples: readonly string[];
}

/** The row of a table that a measurement belongs to. */
export function rowOf({ competitor, memory }: Pick<Measurement, 'competitor' | 'memory'>): string {
  return memory === 'none' ? competitor : `${competitor} ${memory}`;
}

/** Milliseconds of gateway CPU for 1000 requests. */
export function gatewayCpu({ gatewayCpuMs, requests }: Measurement): number {
  return gatewayCpuMs / (requests / 1_000);
}

/** The same of the subgraphs. */
export function subgraphCpu({ subgraphCpuMs, requests }: Measurement): number {
  return subgraphCpuMs / (requests / 1_000);
}

/** Rounds of the same load together: sums, the median of percentiles, the most memory. */
export function together(rounds: readonly Measurement[]): Measurement[] {
  const groups = Map.groupBy(rounds, (one) => JSON.stringify([one.load, rowOf(one)]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const sum = (of: (one: Measurement) => number) => group.reduce((total, one) => total + of(one), 0);
    return {
      ...first,
      requests: sum((one) => one.requests),
      seconds: sum((one) => one.seconds),
      gatewayCpuMs: sum((one) => one.gatewayCpuMs),
      subgraphCpuMs: sum((one) => one.subgraphCpuMs),
      p50: median(group.map((one) => one.p50)),
      p99: median(group.map((one) => one.p99)),
      residentMb: Math.max(...group.map((one) => one.residentMb)),
      faults: sum((one) => one.faults),
      examples: group.flatMap((one) => one.examples).slice(0, 3),
    };
  });
}

/** The one in the middle; of an even number the greater of the two there. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
