import type { Fact, FormRows } from '../show/form/form-rows.ts';
import { basicTexts } from '../texts/basic-information.ts';
import { formTexts } from '../texts/form.ts';
import type { Bilingual } from '../texts/language.ts';
import { type Cell, drawTable } from './pdf-table.ts';

const MM = 72 / 25.4;
const LEFT = 15 * MM;
const WIDTH = 180 * MM;
const QR = 42 * MM;
const GREY = '#333333';

/**
 * Draws the rows of a form on the page that is open, from the top down as form-sheet.tsx does.
 *
 * @returns where it ends, points from the top of the page
 */
export function drawForm(document: PDFKit.PDFDocument, rows: FormRows): number {
  drawOverprints(document, rows.overprints);
  let y = drawTitle(document, rows);
  const top = y;
  drawQr(document, rows.qr.svg, LEFT + WIDTH - QR, top);
  y = Math.max(drawHead(document, rows.head, y), top + QR + 16);
  y = drawHeading(document, basicTexts.heading, y + 10);
  y = drawTable(document, pairs(rows.basic), {
    x: LEFT,
    y,
    widths: [0.17, 0.33, 0.17, 0.33].map((part) => part * WIDTH),
  });
  y = drawHeading(document, formTexts.items, y + 10);
  y = drawTable(document, departments(rows), {
    x: LEFT,
    y,
    widths: [0.4, 0.18, 0.2, 0.22].map((part) => part * WIDTH),
  });
  if (rows.diploma) y = drawBoth(document, rows.diploma, drawHeading(document, formTexts.diploma, y + 10));
  y = drawHeading(document, formTexts.handover, y + 10);
  y = rows.issued ? drawBoth(document, rows.issued, y) : drawSignatures(document, y);
  y += 10;
  document
    .lineWidth(0.8)
    .moveTo(LEFT, y)
    .lineTo(LEFT + WIDTH, y)
    .stroke();
  y = drawBoth(document, rows.verify, y + 6);
  return drawBoth(document, formTexts.beijing, y + 2);
}

function drawTitle(document: PDFKit.PDFDocument, { title, overprints }: FormRows): number {
  const options = { width: WIDTH, align: 'center' as const };
  let y = 14 * MM;
  document.fillColor('black').fontSize(20).text(title.zh, LEFT, y, options);
  document.fontSize(10).text(title.en, LEFT, y + 28, options);
  y += 46;
  document
    .lineWidth(2)
    .moveTo(LEFT, y)
    .lineTo(LEFT + WIDTH, y)
    .stroke();
  y += 10;
  if (overprints.length === 0) return y;
  document.lineWidth(1.6).rect(LEFT, y, WIDTH, 20).stroke();
  document.fontSize(10.5).text(overprints.join(' · '), LEFT, y + 2.5, options);
  return y + 28;
}

/** The code's modules are one stroked path of an SVG whose unit is a module. */
function drawQr(document: PDFKit.PDFDocument, svg: string, x: number, y: number): void {
  const size = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1] ?? 1);
  const path = /stroke="#000000" d="([^"]+)"/.exec(svg)?.[1] ?? '';
  document
    .save()
    .translate(x, y)
    .scale(QR / size);
  document.lineWidth(1).path(path).stroke('#000000').restore();
  document
    .fontSize(8)
    .text(`${formTexts.scan.zh} ${formTexts.scan.en}`, x, y + QR, { width: QR, align: 'center' });
}

function drawHead(document: PDFKit.PDFDocument, facts: readonly Fact[], start: number): number {
  let y = start;
  for (const { label, value } of facts) {
    document
      .fillColor(GREY)
      .fontSize(9)
      .text(`${label.zh} ${label.en}`, LEFT, y + 1, { width: 96 });
    const size = label === formTexts.serial ? 11.5 : 10.5;
    document
      .fillColor('black')
      .fontSize(size)
      .text(value, LEFT + 100, y, { width: WIDTH - QR - 112 });
    y = Math.max(document.y, y + 16) + 1.5;
  }
  return y;
}

function drawHeading(document: PDFKit.PDFDocument, { zh, en }: Bilingual, y: number): number {
  document.fillColor('black').fontSize(12).text(`${zh}  ${en}`, LEFT, y, { width: WIDTH });
  return document.y + 3;
}

function drawBoth(document: PDFKit.PDFDocument, { zh, en }: Bilingual, y: number): number {
  document.fillColor('black').fontSize(10).text(zh, LEFT, y, { width: WIDTH });
  document
    .fillColor(GREY)
    .fontSize(8.5)
    .text(en, LEFT, document.y + 1, { width: WIDTH });
  document.fillColor('black');
  return document.y;
}

function pairs(facts: readonly Fact[]): Cell[][] {
  const lines: Cell[][] = [];
  facts.forEach(({ label, value }, index) => {
    if (index % 2 === 0) lines.push([]);
    lines.at(-1)?.push(stacked(label), { text: value });
  });
  return lines;
}

function departments({ departments: rows }: FormRows): Cell[][] {
  return [
    [formTexts.unit, formTexts.outcome, formTexts.readAt, formTexts.phones].map(stacked),
    ...rows.map(({ unit, outcome, readAt, phones }) => [
      stacked(unit),
      { text: `✓ ${outcome.zh}`, below: outcome.en },
      { text: readAt },
      { text: phones || formTexts.blank.zh },
    ]),
  ];
}

function stacked({ zh, en }: Bilingual): Cell {
  return { text: zh, below: en };
}

function drawSignatures(document: PDFKit.PDFDocument, y: number): number {
  const width = WIDTH / 3;
  [formTexts.collector, formTexts.officer, formTexts.date].forEach(({ zh, en }, index) => {
    const x = LEFT + index * width;
    document.fontSize(9).text(`${zh} ${en}`, x, y, { width });
    document
      .lineWidth(0.8)
      .moveTo(x, y + 44)
      .lineTo(x + width - 18, y + 44)
      .stroke();
  });
  return y + 46;
}

function drawOverprints(document: PDFKit.PDFDocument, texts: readonly string[]): void {
  document.save().rotate(-24, { origin: [LEFT + WIDTH / 2, 420] });
  texts.forEach((text, index) => {
    document.fillColor('black', 0.16).fontSize(36);
    document.text(text, LEFT - 60, 340 + index * 90, {
      width: WIDTH + 120,
      align: 'center',
      lineBreak: false,
    });
  });
  document.restore();
  document.fillColor('black', 1);
}
