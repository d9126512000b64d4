import type { ReactElement } from 'react';
import { basicTexts } from '../../texts/basic-information.ts';
import { formTexts } from '../../texts/form.ts';
import type { Bilingual } from '../../texts/language.ts';
import type { DepartmentRow, Fact, FormRows } from './form-rows.ts';

/** The 离校流程单 as it is printed, in both languages; form.css makes it one page of A4. */
export function FormSheet({ rows }: { rows: FormRows }): ReactElement {
  return (
    <div className={isLong(rows) ? 'form-sheet form-dense' : 'form-sheet'}>
      <Overprints texts={rows.overprints} />
      <h1 className="form-title">
        {rows.title.zh} <span lang="en">{rows.title.en}</span>
      </h1>
      {rows.overprints.length > 0 && <p className="form-marks">{rows.overprints.join(' · ')}</p>}
      <div className="form-head">
        <div className="form-qr">
          <img alt={formTexts.qrAlt.zh} src={`data:image/svg+xml;base64,${base64(rows.qr.svg)}`} />
          <p>
            <Both text={formTexts.scan} />
          </p>
        </div>
        <Facts facts={rows.head} columns={1} caption={formTexts.serial} />
        <div className="form-end" />
      </div>
      <h2>
        <Both text={basicTexts.heading} />
      </h2>
      <Facts facts={rows.basic} columns={2} caption={basicTexts.heading} />
      <h2>
        <Both text={formTexts.items} />
      </h2>
      <Departments rows={rows.departments} />
      {rows.diploma && (
        <>
          <h2>
            <Both text={formTexts.diploma} />
          </h2>
          <Paragraphs text={rows.diploma} />
        </>
      )}
      <h2>
        <Both text={formTexts.handover} />
      </h2>
      {rows.issued ? <Paragraphs text={rows.issued} /> : <Signatures />}
      <div className="form-foot">
        <Paragraphs text={rows.verify} />
        <Paragraphs text={formTexts.beijing} />
      </div>
    </div>
  );
}

/** Whether smaller letters are needed to stay on one page: by lines beyond those of an ordinary form. */
function isLong({ departments, diploma, basic }: FormRows): boolean {
  const wrapped = basic.filter(({ value }) => value.length > 18).length;
  const notice = diploma === null ? 0 : diploma.zh.length / 50 + diploma.en.length / 110;
  return departments.length + wrapped + notice > 8;
}

function Both({ text }: { text: Bilingual }): ReactElement {
  return (
    <>
      {text.zh} <small lang="en">{text.en}</small>
    </>
  );
}

function Paragraphs({ text }: { text: Bilingual }): ReactElement {
  return (
    <>
      <p>{text.zh}</p>
      <p className="form-english" lang="en">
        {text.en}
      </p>
    </>
  );
}

/** Large words across the paper, pale enough to read through, there without colour; the line under the title says the same. */
function Overprints({ texts }: { texts: readonly string[] }): ReactElement | null {
  if (texts.length === 0) return null;
  return (
    <div className="form-overprints" aria-hidden="true">
      {texts.map((text) => (
        <p key={text} className="form-overprint" data-words={text} />
      ))}
    </div>
  );
}

function Facts({
  facts,
  columns,
  caption,
}: {
  facts: readonly Fact[];
  columns: 1 | 2;
  caption: Bilingual;
}): ReactElement {
  const lines = facts.flatMap((_, index) =>
    index % columns === 0 ? [facts.slice(index, index + columns)] : [],
  );
  return (
    <table className={`form-facts form-facts-${columns}`} aria-label={`${caption.zh} ${caption.en}`}>
      <tbody>
        {lines.map((line) => (
          <tr key={line[0]?.label.en}>
            {line.map(({ label, value }) => [
              <th scope="row" key={`${label.en} label`}>
                <Both text={label} />
              </th>,
              <td key={label.en} className={label === formTexts.serial ? 'form-serial' : undefined}>
                {value}
              </td>,
            ])}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const HEADINGS = [formTexts.unit, formTexts.outcome, formTexts.readAt, formTexts.phones];

function Departments({ rows }: { rows: readonly DepartmentRow[] }): ReactElement {
  return (
    <table className="form-departments">
      <thead>
        <tr>
          {HEADINGS.map((heading) => (
            <th scope="col" key={heading.en}>
              <Both text={heading} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ code, unit, outcome, readAt, phones }) => (
          <tr key={code}>
            <th scope="row">
              <Both text={unit} />
            </th>
            <td>
              <b>✓ {outcome.zh}</b> <small lang="en">{outcome.en}</small>
            </td>
            <td>{readAt}</td>
            <td>{phones || formTexts.blank.zh}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Signatures(): ReactElement {
  return (
    <table className="form-signatures">
      <tbody>
        <tr>
          {[formTexts.collector, formTexts.officer, formTexts.date].map((text) => (
            <td key={text.en}>
              <Both text={text} />
              <div className="form-line" />
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

/** The picture of the code is ASCII. */
function base64(svg: string): string {
  return btoa(svg);
}
