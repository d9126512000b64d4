import { lazy, type ReactElement, Suspense, useState } from 'react';
import { seriesColors } from '../../result/series-colors.ts';
import type { Sheet } from '../../result/sheet.ts';
import { fill, type Lang, say } from '../../texts/language.ts';
import { resultTexts } from '../../texts/result.ts';
import { type ChartChoice, chartOffer } from './chart-choice.ts';
import { chartedOf, TOGETHER } from './charted.ts';

// Fetched when somebody wants to see a chart.
const Chart = lazy(async () => ({ default: (await import('../../result/chart.tsx')).Chart }));

/** More names than these nobody reads in a picture. */
const MOST_NAMES = { bar: 40, line: 400 } as const;

const nothingChosen: ChartChoice = { kind: 'bar', label: null, series: null, values: null };

/** A sheet as a chart whose columns the reader chooses; of a report's groups the first key names the bars, the others their parts. */
export function ChartView({ sheet, lang }: { sheet: Sheet; lang: Lang }): ReactElement {
  const [choice, setChoice] = useState(nothingChosen);
  const offer = chartOffer(sheet, choice, lang);
  if (offer === null) return <p>{say(lang, resultTexts.noNumbers)}</p>;
  const { columns } = sheet;
  const { label, series, values } = offer.chosen;
  const nameOf = (at: number) => columns[at] ?? '';
  const valueNames = values.map(nameOf);
  const seriesName = series.map(nameOf).join(TOGETHER);
  const isParted = series.length > 0;
  const all = chartedOf(sheet, offer.chosen);
  const names = all.names.slice(0, MOST_NAMES[choice.kind]);
  const shown = all.series.slice(0, seriesColors.length);
  const empty = sheet.rows.filter((row) => values.some((at) => row[at] === null)).length;
  return (
    <>
      <div className="chart-choice">
        <Select
          title={say(lang, resultTexts.kind)}
          value={choice.kind}
          options={[
            ['bar', say(lang, resultTexts.bar)],
            ['line', say(lang, resultTexts.line)],
          ]}
          onChange={(kind) => setChoice({ ...choice, kind: kind === 'line' ? 'line' : 'bar' })}
        />
        <Select
          title={say(lang, resultTexts.label)}
          value={nameOf(label)}
          options={columns.map((column) => [column, column])}
          onChange={(column) => setChoice({ ...choice, label: column })}
        />
        <Select
          title={say(lang, resultTexts.series)}
          value={seriesName}
          options={offer.series.map((one) => [one, one === '' ? say(lang, resultTexts.noSeries) : one])}
          onChange={(one) => setChoice({ ...choice, series: one })}
        />
        <fieldset>
          <legend>{say(lang, resultTexts.values)}</legend>
          {offer.numbers.map(nameOf).map((column) => (
            <label key={column}>
              <input
                // One number alone can be parted.
                type={isParted ? 'radio' : 'checkbox'}
                name={isParted ? 'chart-value' : undefined}
                checked={valueNames.includes(column)}
                onChange={() =>
                  setChoice({ ...choice, values: isParted ? [column] : toggled(valueNames, column) })
                }
              />
              {column}
            </label>
          ))}
        </fieldset>
      </div>
      {names.length < all.names.length && (
        <p>{fill(lang, resultTexts.firstNames, { shown: names.length, count: all.names.length })}</p>
      )}
      {shown.length < all.series.length && (
        <p>{fill(lang, resultTexts.firstSeries, { shown: shown.length, count: all.series.length })}</p>
      )}
      {empty > 0 && <p>{fill(lang, resultTexts.emptyNumbers, { count: empty })}</p>}
      <Suspense fallback={null}>
        <Chart
          kind={choice.kind}
          stacked={isParted}
          names={names}
          title={fill(lang, isParted ? resultTexts.chartOfParts : resultTexts.chartOf, {
            values: valueNames.join(', '),
            label: nameOf(label),
            series: seriesName,
          })}
          series={shown.map((one, index) => ({
            name: one.name,
            color: seriesColors[index] ?? 'black',
            values: one.values.slice(0, names.length),
          }))}
        />
      </Suspense>
    </>
  );
}

function Select({
  title,
  value,
  options,
  onChange,
}: {
  title: string;
  value: string;
  options: readonly (readonly [value: string, name: string])[];
  onChange: (value: string) => void;
}): ReactElement {
  return (
    <label>
      {title}{' '}
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map(([one, name]) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function toggled(names: readonly string[], name: string): string[] {
  return names.includes(name) ? names.filter((one) => one !== name) : [...names, name];
}
