import { existsSync } from 'node:fs';

/** Where Debian, Fedora and Alpine put Noto's Chinese fonts; the first that is there is taken. */
const WELL_KNOWN = [
  '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/noto/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/opentype/noto/NotoSansCJKsc-Regular.otf',
];

/**
 * The font of the PDF form: the one that `FORM_FONT_FILE` names, else the first that systems keep under a well-known
 * path; null where there is none, and then forms are printed from the browser.
 */
export function findFontFile(given: string | undefined): string | null {
  if (given !== undefined && given !== '') return existsSync(given) ? given : null;
  return WELL_KNOWN.find((file) => existsSync(file)) ?? null;
}
