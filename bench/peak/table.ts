import type { Calls } from './capped-proxy.ts';
import type { ShapeResult, StormResult } from './load-messages.ts';
import type { ShapeRun } from './run-shape.ts';
import { departments } from './standing.ts';

/** The lines that tell of a shape, for a terminal. */
export function linesOf({ shape, result, calls, cost, stormFaults }: ShapeRun): readonly string[] {
  const { asked, falsePasses, latePasses, wrong, financeChanges, wallSeconds, storm } = result;
  const rows = [...departments, 'registry', 'clearance'] as const;
  return [
    `\n${shape.name}`,
    ...answersOf(result),
    ...rows.map((name) => `  ${name.padEnd(9)} ${rateOf(calls[name], wallSeconds)}`),
    `  FALSE PASSES ${falsePasses} · passes over for more than 1 s ${latePasses} · wrong ${wrong} · ${financeChanges} changes at finance`,
    `  gateway ${cost.memory.now.toFixed(0)} MB (at most ${cost.memory.most.toFixed(0)}) · ${(cost.gateway / (asked / 1_000)).toFixed(0)} ms CPU per 1000`,
    `  of the machine: ${sharesOf(cost)}`,
    ...(shape.library.length > 1 ? [`  whole answers by second, %: ${bySecond(result)}`] : []),
    ...(storm ? [stormLine(storm, stormFaults.length)] : []),
    ...[...result.examples, ...stormFaults].map((one) => `  ! ${one}`),
  ];
}

function answersOf(result: ShapeResult): string[] {
  const { asked, answered, partial, shed, errors, p50, p99, wallSeconds, hits, looked } = result;
  const failed = Object.values(errors).reduce((sum, one) => sum + one, 0);
  const kinds = Object.entries(errors).map(([what, times]) => `${times} × ${what}`);
  return [
    `  asked ${asked}, ${(asked / result.dueSeconds).toFixed(0)}/s; all settled after ${wallSeconds.toFixed(1)} s; generator at most ${result.generatorLateMs.toFixed(0)} ms late`,
    `  answered ${answered} · partial ${partial} · shed (503) ${shed} · errors ${failed}${kinds.length > 0 ? `: ${kinds.join(', ')}` : ''}`,
    `  p50 ${p50.toFixed(0)} ms · p99 ${p99.toFixed(0)} ms · cache hits ${share(hits, looked)} of ${looked} values`,
  ];
}

function rateOf({ asked, askedInASecond, begunInASecond, refused }: Calls, seconds: number): string {
  return `${(asked / seconds).toFixed(0)} calls/s, at most ${askedInASecond} asked and ${begunInASecond} begun in a second, ${refused} refused`;
}

function sharesOf({ available, overflows, ...cost }: ShapeRun['cost']): string {
  const parts = ['gateway', 'subgraphs', 'generator', 'proxies', 'databases', 'others'] as const;
  const used = parts.reduce((sum, part) => sum + cost[part], 0);
  return `${parts.map((part) => `${part} ${share(cost[part], available)}`).join(', ')}; busy ${share(used, available)}${overflows > 0 ? `; ${overflows} connections were not accepted in time` : ''}`;
}

function bySecond({ wholeBySecond }: ShapeResult): string {
  return wholeBySecond.map((one) => Math.round(100 * one)).join(' ');
}

function stormLine(
  { accepted, notEligible, unfinished, calls, p50, p99 }: StormResult,
  untrue: number,
): string {
  return `  submissions: ${Object.keys(accepted).length} students accepted, ${notEligible} refused for a department, ${unfinished} without a final answer; ${calls} calls; p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms · UNTRUE ${untrue}`;
}

function share(part: number, of: number): string {
  return `${of === 0 ? 0 : Math.round((100 * part) / of)} %`;
}
