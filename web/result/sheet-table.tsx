import { Fragment, type ReactElement } from 'react';
import { fill, type Lang, say } from '../texts/language.ts';
import { resultTexts } from '../texts/result.ts';
import type { Cell, Sheet } from './sheet.ts';

/** More rows than this nobody reads on a page, and a browser would be slow. */
const SHOWN = 200;

/** A sheet as a table, numbers to the right; the first 200 rows, and that there are more. */
export function SheetTable({
  sheet,
  caption,
  lang,
}: {
  sheet: Sheet;
  caption: string;
  lang: Lang;
}): ReactElement {
  const { columns, rows } = sheet;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="sheet" aria-label={caption} tabIndex={0}>
        <table>
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col" className={column.includes('.') ? 'path' : undefined}>
                  <Heading column={column} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, SHOWN).map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name and never move
              <tr key={at}>
                {row.map((cell, column) => (
                  <td key={columns[column]} className={typeof cell === 'number' ? 'number' : undefined}>
                    {cellText(cell, lang)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > SHOWN && (
        <p className="small">{fill(lang, resultTexts.shown, { shown: SHOWN, count: rows.length })}</p>
      )}
    </>
  );
}

/** A path may be broken after each dot: `outcomes.NOT_PASSED.students.count` would push the next columns out of sight. */
function Heading({ column }: { column: string }): ReactElement {
  const steps = column.split('.');
  return (
    <>
      {steps.map((step, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps of a path have no other name
        <Fragment key={at}>
          {at > 0 && <wbr />}
          {step}
          {at < steps.length - 1 && '.'}
        </Fragment>
      ))}
    </>
  );
}

function cellText(cell: Cell, lang: Lang): string | ReactElement {
  if (cell === null) return <span className="nothing">{say(lang, resultTexts.nothing)}</span>;
  if (typeof cell === 'boolean') return say(lang, cell ? resultTexts.yes : resultTexts.no);
  return String(cell);
}
