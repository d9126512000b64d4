import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chartOf } from './chart.ts';
import type { Figures } from './figures.ts';
import { tablesOf } from './table.ts';

const DOCS = join(import.meta.dirname, '../../docs');

/** Writes `docs/figures/gateway.json`, `docs/gateway-bench.md` and `docs/gateway-bench.svg`. */
export function writeFigures(figures: Figures): void {
  mkdirSync(join(DOCS, 'figures'), { recursive: true });
  writeFileSync(join(DOCS, 'figures/gateway.json'), `${JSON.stringify(figures, null, 2)}\n`);
  writeFileSync(join(DOCS, 'gateway-bench.md'), pageOf(figures));
  writeFileSync(join(DOCS, 'gateway-bench.svg'), chartOf(figures, { query: 'clearance', connections: 48 }));
}

function pageOf(figures: Figures): string {
  const { machine, rounds, seconds } = figures;
  return [
    '# The gateway beside others',
    '',
    '`npm run bench -- gateway --write` made this page, and the chart beside it.',
    '',
    `${machine}; ${rounds} rounds of ${seconds} s each, everybody in turn. Six subgraphs in one process over memory, the`,
    "product's own SDL and servers. Callers: 5,000 students at random, each with a token; of all gateways only ours asks for it,",
    'checks limits, counts and logs. Every answer of every gateway was compared before, and every hundredth while it was timed.',
    "The query is the short one that a user writes, five verdicts of one student: what stands in the pages' own documents",
    'beside it is text that everybody copies alike. Gateway CPU is the figure to compare; requests per second are what the',
    'whole machine gave, subgraphs and load generator included. Ours is asked by the ids of its trusted documents, as its pages ask; the others are',
    'sent the text. CPU and memory are those of the process that answers: ours has a second one, which plans and is idle here.',
    '',
    '![Gateway CPU](gateway-bench.svg)',
    '',
    tablesOf(figures),
  ].join('\n');
}
