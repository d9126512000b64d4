import { type ReactElement, useState } from 'react';
import { fill, type Lang, say } from '../texts/language.ts';
import { reportsTexts } from '../texts/reports.ts';

/** The query of a report, with its variables, to read and to copy: for readers whom GraphiQL is not open to. */
export function QueryText({
  name,
  query,
  variables,
  lang,
}: {
  /** What the report is called. */
  name: string;
  query: string;
  /** JSON. */
  variables: string;
  lang: Lang;
}): ReactElement {
  const [notice, setNotice] = useState<'copied' | 'notCopied' | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(`# ${say(lang, reportsTexts.variables)}: ${variables}\n${query}\n`);
      setNotice('copied');
    } catch {
      // A browser that lets no page write, or a site without https: the reader copies it.
      setNotice('notCopied');
    }
  };
  return (
    <details className="query-text">
      <summary aria-label={fill(lang, reportsTexts.queryOf, { name })}>
        {say(lang, reportsTexts.query)}
      </summary>
      <p className="small">{say(lang, reportsTexts.queryHint)}</p>
      <pre>{query}</pre>
      <p className="small">
        {say(lang, reportsTexts.variables)}: <code>{variables}</code>
      </p>
      <p className="actions">
        <button
          type="button"
          className="button button-small"
          aria-label={fill(lang, reportsTexts.copyOf, { name })}
          onClick={() => void copy()}
        >
          {say(lang, reportsTexts.copy)}
        </button>
        <span role="status" className="small">
          {notice && say(lang, reportsTexts[notice])}
        </span>
      </p>
    </details>
  );
}
