import type { ReactElement } from 'react';
import {
  Bar,
  BarChart,
  CartesianGrid,
  LabelList,
  Legend,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';

/** One row of bars, or one line. */
export interface Series {
  readonly name: string;
  /** A colour of CSS. */
  readonly color: string;
  /** One for each name; null: none is drawn. */
  readonly values: readonly (number | null)[];
}

/** What is drawn. */
export interface ChartData {
  readonly kind: 'bar' | 'line';
  /** Below or beside the marks. */
  readonly names: readonly string[];
  readonly series: readonly Series[];
  /** Bars of one name behind each other instead of side by side. */
  readonly stacked?: boolean;
  /** What the whole picture says, for whoever does not see it. */
  readonly title: string;
}

const BAR_PX = 34;
const FRAME_PX = 72;
const LINE_PX = 300;

/**
 * Bars lying one below the other, so that long names stay readable, or lines from left to right. A picture only: whatever
 * it says must stand in a table beside it.
 */
export function Chart(data: ChartData): ReactElement {
  const rows = data.names.map((name, at) => ({
    name,
    ...Object.fromEntries(data.series.map(({ values }, index) => [`v${index}`, values[at] ?? null])),
  }));
  const perName = data.stacked ? 1 : Math.max(1, data.series.length * 0.6);
  const height = data.kind === 'line' ? LINE_PX : FRAME_PX + data.names.length * BAR_PX * perName;
  return (
    <div className="chart" role="img" aria-label={data.title}>
      <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 640, height }}>
        {data.kind === 'line' ? <Lines {...data} rows={rows} /> : <Bars {...data} rows={rows} />}
      </ResponsiveContainer>
    </div>
  );
}

type Drawn = ChartData & { rows: readonly Record<string, string | number | null>[] };

function Bars({ rows, series, stacked = false }: Drawn): ReactElement {
  return (
    <BarChart data={[...rows]} layout="vertical" accessibilityLayer={false} {...margins}>
      <CartesianGrid horizontal={false} stroke="var(--line, #c9d2de)" />
      <XAxis type="number" allowDecimals={false} tick={tick} />
      <YAxis type="category" dataKey="name" width={150} interval={0} tick={tick} />
      <Tooltip isAnimationActive={false} cursor={false} />
      {series.length > 1 && <Legend itemSorter={null} />}
      {series.map(({ name, color }, index) => (
        <Bar
          key={name}
          name={name}
          dataKey={`v${index}`}
          fill={color}
          isAnimationActive={false}
          {...(stacked && { stackId: 'all' })}
        >
          {!stacked && <LabelList dataKey={`v${index}`} position="right" {...tick} />}
        </Bar>
      ))}
    </BarChart>
  );
}

function Lines({ rows, series }: Drawn): ReactElement {
  return (
    <LineChart data={[...rows]} accessibilityLayer={false} {...margins}>
      <CartesianGrid vertical={false} stroke="var(--line, #c9d2de)" />
      <XAxis dataKey="name" minTickGap={24} tick={tick} />
      <YAxis allowDecimals={false} tick={tick} />
      <Tooltip isAnimationActive={false} />
      {series.length > 1 && <Legend itemSorter={null} />}
      {series.map(({ name, color }, index) => (
        <Line
          key={name}
          name={name}
          dataKey={`v${index}`}
          stroke={color}
          strokeWidth={2.5}
          // One point alone would be no line.
          dot={rows.length < 40}
          isAnimationActive={false}
        />
      ))}
    </LineChart>
  );
}

const tick = { fontSize: 13, fill: 'var(--ink, #161d2b)' };
const margins = { margin: { top: 8, right: 48, bottom: 8, left: 8 } };
