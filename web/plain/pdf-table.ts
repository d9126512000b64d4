/** What stands in a cell: a text, and smaller under it the same in English. */
export interface Cell {
  readonly text: string;
  readonly below?: string;
}

const PADDING = { x: 6, y: 3.5 };
const SIZE = 10;
const SMALL = 7.5;

/**
 * Draws lines of cells with borders around them, each line as high as its highest cell.
 *
 * @returns where the table ends, points from the top of the page
 */
export function drawTable(
  document: PDFKit.PDFDocument,
  lines: readonly (readonly Cell[])[],
  { x, y, widths }: { readonly x: number; readonly y: number; readonly widths: readonly number[] },
): number {
  document.lineWidth(0.8);
  let top = y;
  for (const cells of lines) {
    const inner = (index: number) => (widths[index] ?? 0) - 2 * PADDING.x;
    const heights = cells.map((cell, index) => heightOf(document, cell, inner(index)));
    const height = Math.max(...heights) + 2 * PADDING.y;
    let left = x;
    cells.forEach((cell, index) => {
      const width = widths[index] ?? 0;
      document.rect(left, top, width, height).stroke();
      const at = { x: left + PADDING.x, y: top + (height - (heights[index] ?? 0)) / 2, width: inner(index) };
      drawCell(document, cell, at);
      left += width;
    });
    top += height;
  }
  return top;
}

function heightOf(document: PDFKit.PDFDocument, { text, below }: Cell, width: number): number {
  const upper = document.fontSize(SIZE).heightOfString(text, { width });
  return below === undefined ? upper : upper + document.fontSize(SMALL).heightOfString(below, { width });
}

function drawCell(
  document: PDFKit.PDFDocument,
  { text, below }: Cell,
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
): void {
  document.fillColor('black').fontSize(SIZE).text(text, x, y, { width });
  if (below !== undefined)
    document.fillColor('#333333').fontSize(SMALL).text(below, x, document.y, { width });
}
