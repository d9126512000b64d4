import { ClearanceFormDocument } from '../graph.generated/graphql.ts';
import { formRows, type PrintedForm } from '../show/form/form-rows.ts';
import { FormSheet } from '../show/form/form-sheet.tsx';
import { type Bilingual, say } from '../texts/language.ts';
import { printTexts } from '../texts/plain.ts';
import { printButton, printStyle } from './assets.ts';
import { documentOf, Head, showPage } from './layout.tsx';
import type { PageAnswer } from './page-app.ts';
import { formPdfInWorker } from './pdf-in-worker.ts';
import { notFound, unread } from './trouble-page.tsx';
import { ask, type Page, type Visit } from './visit.ts';

/** The 离校流程单 on one page of A4, with 打印 where scripts run and the keys to press where they do not. */
export const printPage: Page = async (visit) => {
  const found = await readForm(visit);
  if ('answer' in found) return found.answer;
  const { form } = found;
  const { lang } = visit;
  const { serial } = form.submission;
  const html = documentOf(
    lang,
    <Head title={`${form.title} ${serial}`} styles={[printStyle.path]} />,
    <body>
      <nav className="tools" aria-label={say(lang, printTexts.print)}>
        <p>{say(lang, printTexts.howTo)}</p>
        <button type="button" id="print" className="hidden">
          {say(lang, printTexts.print)}
        </button>
        <a href={`/completed/${serial}/form.pdf`}>{say(lang, printTexts.pdf)}</a>
        <a href={`/completed/${serial}`}>{say(lang, printTexts.back)}</a>
      </nav>
      <main className="paper">
        <FormSheet rows={formRows(form)} />
      </main>
      <script src={printButton.path} />
    </body>,
  );
  return { kind: 'html', status: 200, html };
};

/** The same as a PDF; where no Chinese font was found, the way to the print page. */
export const formFile: Page = async (visit) => {
  const found = await readForm(visit);
  if ('answer' in found) return found.answer;
  const { fontFile } = visit.ports;
  const { serial } = found.form.submission;
  const pdf =
    fontFile === null
      ? ({ kind: 'no font' } as const)
      : await formPdfInWorker({ rows: formRows(found.form), serial, fontFile });
  if (pdf.kind === 'no font') return noPdf(visit, serial, printTexts.noFontText);
  if (pdf.kind === 'busy') return noPdf(visit, serial, printTexts.busyText);
  return { kind: 'file', type: 'application/pdf', body: pdf.bytes, name: `lixiao-${serial}.pdf` };
};

async function readForm(visit: Visit): Promise<{ form: PrintedForm } | { answer: PageAnswer }> {
  const { serial = '' } = visit.params;
  const said = await ask(visit, ClearanceFormDocument, { serial });
  const form = said.data?.clearanceForm;
  if (form) return { form };
  const isAbsent = said.codes.length === 0 || said.codes.includes('NOT_FOUND');
  return { answer: await (isAbsent ? notFound(visit) : unread(visit, said)) };
}

function noPdf(visit: Visit, serial: string, why: Bilingual): Promise<PageAnswer> {
  const { lang } = visit;
  return showPage(
    visit,
    { title: say(lang, printTexts.noFont), status: 503 },
    <>
      <p lang="zh-CN">{why.zh}</p>
      <p lang="en">{why.en}</p>
      <p>
        <a className="button" href={`/completed/${serial}/print`}>
          {say(lang, printTexts.toPrint)}
        </a>
      </p>
    </>,
  );
}
