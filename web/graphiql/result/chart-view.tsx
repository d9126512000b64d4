import { lazy, type ReactElement, Suspense, useState } from 'react';
import { seriesColors } from '../../result/series-colors.ts';
import { numberColumns, numbersOf, type Sheet } from '../../result/sheet.ts';
import { fill, type Lang, say } from '../../texts/language.ts';
import { resultTexts } from '../../texts/result.ts';

// Fetched when somebody wants to see a chart.
const Chart = lazy(async () => ({ default: (await import('../../result/chart.tsx')).Chart }));

const POINTS = { bar: 40, line: 400 } as const;

/** What a reader chose; columns by their names, since another result has others. */
interface Choice {
  readonly kind: keyof typeof POINTS;
  readonly label: string | null;
  readonly values: readonly string[] | null;
}

/** A sheet as a chart whose columns the reader chooses. */
export function ChartView({ sheet, lang }: { sheet: Sheet; lang: Lang }): ReactElement {
  const [choice, setChoice] = useState<Choice>({ kind: 'bar', label: null, values: null });
  const numbers = numberColumns(sheet);
  if (numbers.length === 0) return <p>{say(lang, resultTexts.noNumbers)}</p>;
  const { columns, rows } = sheet;
  const label = columnOf(choice.label, columns) ?? firstName(sheet, numbers);
  const chosen = numbers.filter((at) => choice.values?.includes(columns[at] ?? ''));
  const values = chosen.length > 0 ? chosen : numbers.slice(0, 1);
  const shown = Math.min(rows.length, POINTS[choice.kind]);
  const names = rows.slice(0, shown).map((row) => String(row[label] ?? ''));
  const valueNames = values.map((at) => columns[at] ?? '');
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
          value={columns[label] ?? ''}
          options={columns.map((column) => [column, column])}
          onChange={(column) => setChoice({ ...choice, label: column })}
        />
        <fieldset>
          <legend>{say(lang, resultTexts.values)}</legend>
          {numbers.slice(0, seriesColors.length).map((at) => (
            <label key={columns[at]}>
              <input
                type="checkbox"
                checked={values.includes(at)}
                onChange={() => setChoice({ ...choice, values: toggled(valueNames, columns[at] ?? '') })}
              />
              {columns[at]}
            </label>
          ))}
        </fieldset>
      </div>
      {shown < rows.length && <p>{fill(lang, resultTexts.points, { shown, count: rows.length })}</p>}
      <Suspense fallback={null}>
        <Chart
          kind={choice.kind}
          names={names}
          title={fill(lang, resultTexts.chartOf, {
            values: valueNames.join(', '),
            label: columns[label] ?? '',
          })}
          series={values.map((at, index) => ({
            name: columns[at] ?? '',
            color: seriesColors[index % seriesColors.length] ?? 'black',
            values: numbersOf(sheet, at).slice(0, shown),
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

function columnOf(name: string | null, columns: readonly string[]): number | null {
  const at = name === null ? -1 : columns.indexOf(name);
  return at < 0 ? null : at;
}

/** Texts for people first: a label in Chinese, then any text, then whatever comes first. */
function firstName({ columns, rows }: Sheet, numbers: readonly number[]): number {
  const texts = columns
    .map((_, at) => at)
    .filter((at) => !numbers.includes(at) && rows.some((row) => typeof row[at] === 'string'));
  return texts.find((at) => columns[at]?.endsWith('.zh')) ?? texts[0] ?? 0;
}

function toggled(names: readonly string[], name: string): string[] {
  return names.includes(name) ? names.filter((one) => one !== name) : [...names, name];
}
