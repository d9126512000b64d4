import { FLOOR } from './competitors.ts';
import { type Figures, find } from './figures.ts';
import { gatewayCpu, type Load } from './measurement.ts';
import { titleOfRow } from './table.ts';

const WIDTH = 860;
const LABELS = 400;
const ROW = 26;
const TOP = 52;
/** Of the longest bar, room for its figure left. */
const LONGEST = WIDTH - LABELS - 90;

/** Bars of gateway CPU at one load as an SVG of its own, the floor marked by a line; black on white in any theme. */
export function chartOf(figures: Figures, load: Load): string {
  const rows = figures.measurements
    .filter(({ load: of }) => of.query === load.query && of.connections === load.connections)
    .map((one) => ({
      title: titleOfRow(one).replace(/ \(no @requires.*\)$/, ''),
      value: gatewayCpu(one),
      isOurs: one.competitor.startsWith('ours'),
    }))
    .toSorted((a, b) => b.value - a.value);
  const most = Math.max(...rows.map(({ value }) => value), 1);
  const lengthOf = (value: number) => (value / most) * LONGEST;
  const height = TOP + rows.length * ROW + 16;
  const floor = find(figures, FLOOR, load);
  const mark = floor && LABELS + lengthOf(gatewayCpu(floor));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="13" role="img">`,
    `<title>Gateway CPU, ms per 1000 clearance queries at ${load.connections} connections</title>`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    `<text x="12" y="24" font-size="15" fill="#111">Gateway CPU, ms per 1000 clearance queries, ${load.connections} connections (less is better)</text>`,
    ...(mark === null
      ? []
      : [
          `<line x1="${mark}" y1="${TOP - 12}" x2="${mark}" y2="${height - 10}" stroke="#555" stroke-dasharray="3 3"/>`,
        ]),
    ...rows.flatMap(({ title, value, isOurs }, index) => barOf(title, value, { index, isOurs, lengthOf })),
    '</svg>',
    '',
  ].join('\n');
}

interface Place {
  readonly index: number;
  readonly isOurs: boolean;
  readonly lengthOf: (value: number) => number;
}

function barOf(title: string, value: number, { index, isOurs, lengthOf }: Place): string[] {
  const y = TOP + index * ROW;
  const length = lengthOf(value);
  const end = LABELS + length + 6;
  return [
    `<text x="${LABELS - 8}" y="${y + 14}" text-anchor="end" fill="#111">${escapeXml(title)}</text>`,
    `<rect x="${LABELS}" y="${y}" width="${length.toFixed(1)}" height="18" fill="${isOurs ? '#0b6e4f' : '#8a94a6'}"/>`,
    `<text x="${end.toFixed(1)}" y="${y + 14}" fill="#111" stroke="#fff" stroke-width="3" paint-order="stroke">${value.toFixed(0)}</text>`,
  ];
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
