import { competitors, FLOOR } from './competitors.ts';
import { type Figures, find } from './figures.ts';
import { gatewayCpu, type Load, type Measurement, rowOf, subgraphCpu } from './measurement.ts';
import { isMet, oursIn, targetsOf } from './targets.ts';

/** What is told of all that was measured, in Markdown that a terminal shows as well. */
export function tablesOf(figures: Figures): string {
  const parts = figures.loads.flatMap((load) => [titleOf(load), '', ...tableOf(figures, load), '']);
  const targets = oursIn(figures).flatMap((name) => [...targetLines(figures, name), '']);
  return [...parts, ...startLines(figures), '', ...targets].join('\n');
}

function titleOf({ query, connections }: Load): string {
  const what =
    query === 'clearance'
      ? "a random student's own clearance, five verdicts"
      : "the registrar's list, 500 students with five verdicts each";
  return `### ${what}, ${connections} ${connections === 1 ? 'connection' : 'connections'}`;
}

function tableOf(figures: Figures, load: Load): string[] {
  const { measurements } = figures;
  const floor = find(figures, FLOOR, load);
  const order = competitors.map(({ name }) => name);
  const rows = measurements
    .filter(({ load: of }) => of.query === load.query && of.connections === load.connections)
    .toSorted((a, b) => order.indexOf(a.competitor) - order.indexOf(b.competitor));
  return [
    '| gateway | gateway CPU ms / 1000 | of the floor | subgraph CPU | requests/s | p50 / p99 ms | resident MB |',
    '|---|---:|---:|---:|---:|---:|---:|',
    ...rows.map((one) => rowText(one, floor)),
  ];
}

function rowText(one: Measurement, floor: Measurement | null): string {
  const ratio = floor === null ? '' : `${(gatewayCpu(one) / gatewayCpu(floor)).toFixed(2)}x`;
  const faults = one.faults > 0 ? ` (**${one.faults} of ${one.requests} answers were no good**)` : '';
  const cells = [
    titleOfRow(one) + faults,
    figure(gatewayCpu(one)),
    ratio,
    figure(subgraphCpu(one)),
    (one.requests / one.seconds).toFixed(0),
    `${figure(one.p50)} / ${figure(one.p99)}`,
    one.residentMb.toFixed(0),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** A competitor's title, with what it remembered. */
export function titleOfRow(one: Measurement): string {
  const title = competitors.find(({ name }) => name === one.competitor)?.title ?? rowOf(one);
  return one.memory === 'none' ? title : `${title} ${one.memory}`;
}

function startLines({ startMs, firstPlan }: Figures): string[] {
  const starts = Object.entries(startMs).map(([name, ms]) => `${name} ${(ms / 1_000).toFixed(2)} s`);
  return [
    `From start to first answer: ${starts.join(', ')}.`,
    ...(firstPlan
      ? [
          `First plan of a new operation: median ${figure(firstPlan.median)} ms, p90 ${figure(firstPlan.p90)} ms, the very first ${figure(firstPlan.first)} ms.`,
        ]
      : []),
  ];
}

function targetLines(figures: Figures, name: string): string[] {
  return [
    `### targets: ${competitors.find((one) => one.name === name)?.title ?? name}`,
    '',
    '| | target | measured | |',
    '|---|---:|---:|---|',
    ...targetsOf(figures, name).map((target) => {
      const { what, bound, direction, unit, value } = target;
      const met = isMet(target);
      const verdict = met === null ? 'not measured' : met ? 'met' : 'MISSED';
      const measured = value === null ? '' : `${value.toFixed(2)} ${unit}`;
      return `| ${what} | ${direction} ${bound} ${unit} | ${measured} | ${verdict} |`;
    }),
  ];
}

function figure(value: number): string {
  return value < 10 ? value.toFixed(1) : value.toFixed(0);
}
