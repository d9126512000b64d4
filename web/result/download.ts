/** What is kept as a file. */
export interface Download {
  /** With its ending; what file systems refuse is replaced. */
  readonly name: string;
  readonly type: 'text/csv;charset=utf-8' | 'application/x-ndjson;charset=utf-8';
  readonly text: string;
}

const FREE_MS = 60_000;
// Also what would end a name elsewhere, or hide in one.
const REFUSED = /[\p{C}\\/:*?"<>|]+/gu;

/** Lets the browser save a file. */
export function saveFile({ name, type, text }: Download): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name.replace(REFUSED, '-');
  link.click();
  // A browser may ask where to save before it reads.
  setTimeout(() => URL.revokeObjectURL(url), FREE_MS);
}
