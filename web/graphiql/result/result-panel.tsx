import { useGraphiQL } from '@graphiql/react';
import { type KeyboardEvent, type ReactElement, useMemo, useState } from 'react';
import { useLang } from '../../app/shell/use-lang.ts';
import { csvOf } from '../../result/csv.ts';
import { saveFile } from '../../result/download.ts';
import { jsonLinesOf } from '../../result/json-lines.ts';
import type { ResultList } from '../../result/lists.ts';
import { sheetOfList } from '../../result/sheet-of-list.ts';
import { SheetTable } from '../../result/sheet-table.tsx';
import { fill, type Lang, say } from '../../texts/language.ts';
import { resultTexts } from '../../texts/result.ts';
import { ChartView } from './chart-view.tsx';
import { type ParsedResult, parseResult } from './parsed-result.ts';
import { PlanView } from './plan-view.tsx';

const views = ['json', 'table', 'chart', 'plan'] as const;
type View = (typeof views)[number];

/** What was answered as JSON (the editor above), table, chart and plan; and as files. */
export function ResultPanel(): ReactElement {
  const lang = useLang();
  const [view, setView] = useState<View>('json');
  const text = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.response ?? '');
  const name = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.title ?? '');
  const result = useMemo(() => parseResult(text), [text]);
  const [path, setPath] = useState('');
  const list = result?.lists.find((one) => one.path === path) ?? result?.lists[0] ?? null;
  return (
    <div className="result-panel" data-view={view}>
      <div className="result-bar">
        <Tabs view={view} setView={setView} lang={lang} />
        {list !== null && <Files list={list} name={name} lang={lang} />}
      </div>
      {view !== 'json' && (
        <div role="tabpanel" id="result-view" aria-labelledby={`result-${view}`} className="result-view">
          {(view === 'table' || view === 'chart') && result !== null && result.lists.length > 1 && (
            <ListChoice lists={result.lists} path={list?.path ?? ''} setPath={setPath} lang={lang} />
          )}
          <Shown view={view} result={result} list={list} lang={lang} />
        </div>
      )}
    </div>
  );
}

function Shown({
  view,
  result,
  list,
  lang,
}: {
  view: View;
  result: ParsedResult | null;
  list: ResultList | null;
  lang: Lang;
}): ReactElement {
  const sheet = useMemo(() => (list === null ? null : sheetOfList(list.items)), [list]);
  if (result === null) return <p>{say(lang, resultTexts.notRun)}</p>;
  if (view === 'plan') return <PlanView plan={result.plan} lang={lang} />;
  if (list === null || sheet === null) return <p>{say(lang, resultTexts.noList)}</p>;
  // What was chosen for other columns means nothing for these.
  if (view === 'chart') return <ChartView key={sheet.columns.join()} sheet={sheet} lang={lang} />;
  return <SheetTable sheet={sheet} caption={list.path} lang={lang} />;
}

function Tabs({
  view,
  setView,
  lang,
}: {
  view: View;
  setView: (view: View) => void;
  lang: Lang;
}): ReactElement {
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const next = views[(views.indexOf(view) + step + views.length) % views.length] ?? 'json';
    setView(next);
    document.getElementById(`result-${next}`)?.focus();
  };
  return (
    <div role="tablist" aria-label={say(lang, resultTexts.views)} className="result-tabs">
      {views.map((one) => (
        <button
          key={one}
          id={`result-${one}`}
          type="button"
          role="tab"
          aria-selected={one === view}
          aria-controls={one === view && one !== 'json' ? 'result-view' : undefined}
          tabIndex={one === view ? 0 : -1}
          onClick={() => setView(one)}
          onKeyDown={move}
        >
          {say(lang, resultTexts[one])}
        </button>
      ))}
    </div>
  );
}

function ListChoice({
  lists,
  path,
  setPath,
  lang,
}: {
  lists: readonly ResultList[];
  path: string;
  setPath: (path: string) => void;
  lang: Lang;
}): ReactElement {
  return (
    <label className="list-choice">
      {say(lang, resultTexts.list)}{' '}
      <select value={path} onChange={(event) => setPath(event.target.value)}>
        {lists.map((list) => (
          <option key={list.path} value={list.path}>
            {fill(lang, resultTexts.items, { path: list.path, count: list.items.length })}
          </option>
        ))}
      </select>
    </label>
  );
}

function Files({ list, name, lang }: { list: ResultList; name: string; lang: Lang }): ReactElement {
  const base = `${name}-${list.path.split('.').at(-1) ?? 'result'}`;
  const csv = () =>
    saveFile({
      name: `${base}.csv`,
      type: 'text/csv;charset=utf-8',
      text: csvOf(sheetOfList(list.items)),
    });
  const jsonLines = () =>
    saveFile({
      name: `${base}.jsonl`,
      type: 'application/x-ndjson;charset=utf-8',
      text: jsonLinesOf(list.items),
    });
  return (
    <span className="result-files">
      <button type="button" onClick={csv}>
        {say(lang, resultTexts.csv)}
      </button>
      <button type="button" onClick={jsonLines}>
        {say(lang, resultTexts.jsonLines)}
      </button>
    </span>
  );
}
