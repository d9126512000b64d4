import { createHash } from 'node:crypto';
import formCss from '../show/form/form.css?raw';
import contentCss from './content.css?raw';
import frameCss from './frame.css?raw';
import type { PageAnswer } from './page-app.ts';
import printCss from './print.css?raw';
import printScript from './print-button.js?raw';
import sizesCss from './sizes.css?raw';

/** A file that plain pages name. */
interface Asset {
  /** Changes with the content. */
  readonly path: string;
  readonly type: string;
  readonly body: string;
}

/** The look of the plain pages. */
export const plainStyle = asset(
  'plain',
  'css',
  'text/css; charset=utf-8',
  [frameCss, contentCss, sizesCss].join('\n'),
);
/** The look of the form, on paper and around it. */
export const printStyle = asset('print', 'css', 'text/css; charset=utf-8', `${formCss}\n${printCss}`);
/** Shows the button 打印 where scripts run. */
export const printButton = asset('print-button', 'js', 'text/javascript; charset=utf-8', printScript);

const all = [plainStyle, printStyle, printButton];

/** The file of that path; null where there is none. */
export function assetAt(path: string): PageAnswer | null {
  const found = all.find((one) => one.path === path);
  return found ? { kind: 'file', type: found.type, body: found.body, immutable: true } : null;
}

function asset(name: string, extension: string, type: string, body: string): Asset {
  const digest = createHash('sha256').update(body).digest('hex').slice(0, 12);
  return { path: `/plain/files/${name}-${digest}.${extension}`, type, body };
}
