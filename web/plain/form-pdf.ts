import type { FormRows } from '../show/form/form-rows.ts';
import { drawForm } from './draw-form.ts';

/** A PDF, or that the font could not be used. */
export type FormPdf = { readonly kind: 'pdf'; readonly bytes: Uint8Array } | { readonly kind: 'no font' };

/** What a form is drawn from. */
export interface FormPdfTask {
  readonly rows: FormRows;
  readonly serial: string;
  /** A TrueType or OpenType font, or a collection that holds one of `FACES`. */
  readonly fontFile: string;
}

/** Names of the Simplified Chinese face within the collections that systems ship. */
const FACES = ['NotoSansCJKsc-Regular', 'NotoSerifCJKsc-Regular', 'SourceHanSansSC-Regular'];
const PAGE = { width: 595.28, height: 841.89 };
const BOTTOM_MARGIN = 34;

/**
 * The form as a PDF of one page of A4 with the characters that it uses embedded; some 100 kB. Longer data are drawn
 * smaller, never on a second page. Takes a third of a second of CPU: see pdf-in-worker.ts.
 */
export async function formPdf(task: FormPdfTask): Promise<FormPdf> {
  const whole = PAGE.height - BOTTOM_MARGIN;
  const first = await draw(task, 1);
  if (first === null) return { kind: 'no font' };
  const fitting = first.end <= whole ? first : await draw(task, whole / first.end);
  return fitting === null ? { kind: 'no font' } : { kind: 'pdf', bytes: fitting.bytes };
}

async function draw(
  { rows, serial, fontFile }: FormPdfTask,
  scale: number,
): Promise<{ readonly bytes: Uint8Array; readonly end: number } | null> {
  // A megabyte that most processes never need.
  const { default: PdfDocument } = await import('pdfkit');
  const document = new PdfDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    // None of the built-in fonts, which have no Chinese.
    font: '',
    info: { Title: rows.title.zh, Subject: serial },
    lang: 'zh-CN',
    displayTitle: true,
  });
  if (!chooseFont(document, fontFile)) return null;
  document.addPage();
  // Text never flows on to another page: whether it fits is looked at here.
  document.page.maxY = () => Number.MAX_SAFE_INTEGER;
  const ended = bytesOf(document);
  document.translate((PAGE.width * (1 - scale)) / 2, 0).scale(scale);
  const end = drawForm(document, rows);
  document.end();
  return { bytes: await ended, end };
}

/** Whether some face of the file could be read. */
function chooseFont(document: PDFKit.PDFDocument, file: string): boolean {
  const faces = /\.(ttc|otc)$/i.test(file) ? FACES : [''];
  return faces.some((face) => {
    try {
      document.font(file, face);
      return true;
    } catch {
      return false;
    }
  });
}

async function bytesOf(document: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of document) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}
