import type { ReactElement } from 'react';
import { minuteOf } from '../../show/when.ts';
import { exportStateTexts, exportsTexts } from '../../texts/exports.ts';
import { fill, type Lang, say } from '../../texts/language.ts';
import { siteTexts } from '../../texts/site.ts';
import type { Export } from './exports-client.ts';
import type { Exports } from './use-exports.ts';

/** What the reader ordered, newest first: how far each is, and its file. */
export function ExportList({ lang, exports }: { lang: Lang; exports: Exports }): ReactElement {
  const { list, cancel } = exports;
  if (list === null) return <p>{say(lang, siteTexts.loading)}</p>;
  if (list.length === 0) return <p>{say(lang, exportsTexts.empty)}</p>;
  const heads = [
    exportsTexts.purpose,
    exportsTexts.requested,
    exportsTexts.state,
    exportsTexts.progress,
    exportsTexts.file,
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="sheet" aria-label={say(lang, exportsTexts.list)} tabIndex={0}>
      <table>
        <caption>{say(lang, exportsTexts.list)}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head.en} scope="col">
                {say(lang, head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.map((one) => (
            <tr key={one.id}>
              <td>{one.purpose}</td>
              <td>{minuteOf(one.requestedAt)}</td>
              <td>
                {say(lang, exportStateTexts[one.state])}
                {one.failure && <p className="small">{say(lang, one.failure)}</p>}
              </td>
              <td>
                <Progress one={one} lang={lang} />
              </td>
              <td>
                <Actions one={one} lang={lang} onCancel={() => void cancel(one)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Progress({ one, lang }: { one: Export; lang: Lang }): ReactElement {
  const { state, rows, totalRows, percent, remainingSeconds, purpose } = one;
  return (
    <>
      {(state === 'QUEUED' || state === 'RUNNING') && (
        <progress max={100} value={percent} aria-label={fill(lang, exportsTexts.progressOf, { purpose })} />
      )}
      <span>{fill(lang, exportsTexts.rows, { rows, total: totalRows, percent })}</span>
      {remainingSeconds !== null && (
        <span className="small">
          {fill(lang, exportsTexts.remaining, { time: lasting(remainingSeconds, lang) })}
        </span>
      )}
    </>
  );
}

function Actions({
  one,
  lang,
  onCancel,
}: {
  one: Export;
  lang: Lang;
  onCancel: () => void;
}): ReactElement | null {
  const { state, fileName, downloadPath, expiresAt, bytes, purpose } = one;
  if (state === 'FAILED' || state === 'CANCELLED') return null;
  const size = `${(bytes / 1_000_000).toFixed(1)} MB`;
  const name = downloadPath === null ? purpose : fileName;
  const label = downloadPath === null ? exportsTexts.cancelOf : exportsTexts.removeOf;
  return (
    <span className="actions">
      {downloadPath !== null && (
        <a
          className="button button-small button-main"
          href={downloadPath}
          aria-label={fill(lang, exportsTexts.downloadOf, { name, size })}
        >
          {say(lang, exportsTexts.download)}
        </a>
      )}
      <button
        type="button"
        className="button button-small"
        aria-label={fill(lang, label, { name, purpose })}
        onClick={onCancel}
      >
        {say(lang, downloadPath === null ? exportsTexts.cancel : exportsTexts.remove)}
      </button>
      {downloadPath !== null && expiresAt !== null && (
        <span className="small">
          {fill(lang, exportsTexts.keptUntil, { size, time: minuteOf(expiresAt) })}
        </span>
      )}
    </span>
  );
}

function lasting(seconds: number, lang: Lang): string {
  if (seconds < 120) return fill(lang, exportsTexts.seconds, { count: seconds });
  return fill(lang, exportsTexts.minutes, { count: Math.ceil(seconds / 60) });
}
