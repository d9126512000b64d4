import { type FormEvent, type ReactElement, useState } from 'react';
import type { ExportFormat, ReportFilter } from '../../graph.generated/graphql.ts';
import { exportColumnsTexts, exportsTexts, exportWhichTexts } from '../../texts/exports.ts';
import { type Bilingual, type Lang, say } from '../../texts/language.ts';
import { type Columns, exportDocument, exportVariables, type Which } from './export-query.ts';
import type { Exports } from './use-exports.ts';

const whichOnes = Object.entries(exportWhichTexts) as [Which, Bilingual][];
const columnChoices = Object.entries(exportColumnsTexts) as [Columns, Bilingual][];
const formats: [ExportFormat, Bilingual][] = [
  ['CSV', exportsTexts.csv],
  ['JSONL', exportsTexts.jsonl],
];

/** What to export, and what for. */
export function ExportForm({
  lang,
  role,
  filter,
  onOrder,
}: {
  lang: Lang;
  role: string;
  filter: ReportFilter;
  onOrder: Exports['order'];
}): ReactElement {
  const [which, setWhich] = useState<Which>('all');
  const [columns, setColumns] = useState<Columns>('reasons');
  const [format, setFormat] = useState<ExportFormat>('CSV');
  const [purpose, setPurpose] = useState('');
  const [written, setWritten] = useState<string | null>(null);
  const [isOrdering, setOrdering] = useState(false);
  const document = written ?? exportDocument(columns);
  const variables = exportVariables(which, filter, role);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setOrdering(true);
    if (await onOrder({ document, variables, format, purpose: purpose.trim() })) setPurpose('');
    setOrdering(false);
  };
  const columnsChosen = (chosen: Columns) => {
    setColumns(chosen);
    setWritten(null);
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="export-form">
      <div className="choice">
        <Select lang={lang} label={exportsTexts.which} of={whichOnes} value={which} onChoose={setWhich} />
        <Select
          lang={lang}
          label={exportsTexts.columns}
          of={columnChoices}
          value={columns}
          onChoose={columnsChosen}
        />
        <Select lang={lang} label={exportsTexts.format} of={formats} value={format} onChoose={setFormat} />
        <label className="export-purpose">
          {say(lang, exportsTexts.purpose)}
          <input
            value={purpose}
            required
            minLength={5}
            maxLength={200}
            autoComplete="off"
            placeholder={say(lang, exportsTexts.purposeHint)}
            onChange={({ target }) => setPurpose(target.value)}
          />
        </label>
        <button type="submit" className="button button-main" disabled={isOrdering}>
          {say(lang, exportsTexts.start)}
        </button>
      </div>
      <details>
        <summary>{say(lang, exportsTexts.query)}</summary>
        <textarea
          aria-label={say(lang, exportsTexts.queryLabel)}
          value={document}
          rows={8}
          maxLength={20_000}
          spellCheck={false}
          onChange={({ target }) => setWritten(target.value)}
        />
        <p className="small">
          {say(lang, exportsTexts.queryHint)} <code>{variables}</code>{' '}
          {written !== null && (
            <button type="button" className="button button-small" onClick={() => setWritten(null)}>
              {say(lang, exportsTexts.reset)}
            </button>
          )}
        </p>
      </details>
    </form>
  );
}

function Select<Value extends string>({
  lang,
  label,
  of,
  value,
  onChoose,
}: {
  lang: Lang;
  label: Bilingual;
  of: readonly (readonly [Value, Bilingual])[];
  value: Value;
  onChoose: (value: Value) => void;
}): ReactElement {
  return (
    <label>
      {say(lang, label)}
      <select value={value} onChange={({ target }) => onChoose(target.value as Value)}>
        {of.map(([one, text]) => (
          <option key={one} value={one}>
            {say(lang, text)}
          </option>
        ))}
      </select>
    </label>
  );
}
