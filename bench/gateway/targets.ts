import { FLOOR } from './competitors.ts';
import { type Figures, find } from './figures.ts';
import { gatewayCpu, type Load } from './measurement.ts';

/** A target, and what was measured. */
export interface TargetResult {
  readonly what: string;
  /** Null: not measured in this run. */
  readonly value: number | null;
  readonly bound: number;
  readonly direction: 'at most' | 'at least';
  readonly unit: 'x' | 'ms';
}

/** Whether it was met; null: not measured. */
export function isMet({ value, bound, direction }: TargetResult): boolean | null {
  if (value === null) return null;
  return direction === 'at most' ? value <= bound : value >= bound;
}

const BUSY: Load = { query: 'clearance', connections: 48 };
const CALM: Load = { query: 'clearance', connections: 8 };
const ALONE: Load = { query: 'clearance', connections: 1 };
const LIST: Load = { query: 'list', connections: 8 };

/**
 * Names of ours in the comparison, those that took part: with roles in the tokens, as the floor's callers need none; with an issuer's
 * tokens and roles asked of the registry, as in production; else Apollo's engine.
 */
export function oursIn({ measurements }: Figures): string[] {
  const tookPart = (name: string) => measurements.some(({ competitor }) => competitor === name);
  const compiled = ['ours', 'ours-roles'].filter(tookPart);
  return compiled.length > 0 ? compiled : ['ours-apollo'].filter(tookPart);
}

/** The engine's targets against one run's figures of one of ours. */
export function targetsOf(figures: Figures, ours: string): TargetResult[] {
  const cpu = (name: string, load: Load, memory?: 'warm') => {
    const found = find(figures, name, load, memory);
    return found && gatewayCpu(found);
  };
  const p50 = (name: string) => find(figures, name, ALONE)?.p50 ?? null;
  const ratio = (of: number | null, to: number | null) => (of === null || to === null ? null : of / to);
  const most = { direction: 'at most', unit: 'x' } as const;
  const least = { direction: 'at least', unit: 'x' } as const;
  const busy = cpu(ours, BUSY);
  return [
    { ...most, what: 'CPU at 48, of the floor', value: ratio(busy, cpu(FLOOR, BUSY)), bound: 0.5 },
    {
      ...least,
      what: 'CPU at 48, Apollo as it comes : ours',
      value: ratio(cpu('apollo', BUSY), busy),
      bound: 30,
    },
    {
      ...least,
      what: 'CPU at 48, tuned Apollo : ours',
      value: ratio(cpu('apollo-tuned', BUSY), busy),
      bound: 6,
    },
    { ...most, what: 'CPU at 8, of the floor', value: ratio(cpu(ours, CALM), cpu(FLOOR, CALM)), bound: 0.9 },
    { ...most, what: 'p50 at 1, of the floor', value: ratio(p50(ours), p50(FLOOR)), bound: 1.1 },
    {
      ...most,
      what: 'CPU of the list, of the floor',
      value: ratio(cpu(ours, LIST), cpu(FLOOR, LIST)),
      bound: 1.5,
    },
    {
      ...most,
      what: 'CPU at 48, warm cache : no cache',
      value: ratio(cpu(`${ours}-cached`, BUSY, 'warm'), busy),
      bound: 0.7,
    },
    {
      ...most,
      what: 'first plan of a new operation, median',
      value: ours === 'ours' ? (figures.firstPlan?.median ?? null) : null,
      bound: 5,
      unit: 'ms',
    },
    {
      ...most,
      what: 'from start to first answer',
      value: figures.startMs[ours] ?? null,
      bound: 800,
      unit: 'ms',
    },
  ];
}
