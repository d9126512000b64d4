import { createHash } from 'node:crypto';
import { type Html, html } from './html.ts';

/** A sentence in both languages. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

const STYLE = `
body{margin:0 auto;max-width:36rem;padding:1.5rem 1rem;font:1rem/1.6 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#1a1a1a;background:#fff}
h1{font-size:1.4rem;line-height:1.3}
h2{font-size:1.1rem;margin:1.5rem 0 .5rem}
p{margin:.5rem 0}
[lang=en]{color:#444}
a{color:#0b57a4}
button{display:block;width:100%;min-height:3rem;margin:.5rem 0;padding:.5rem 1rem;font:inherit;text-align:left;color:inherit;background:#f2f5f9;border:1px solid #5b6b7f;border-radius:.4rem;cursor:pointer}
button:focus-visible,a:focus-visible{outline:3px solid #0b57a4;outline-offset:2px}
small{color:#444}
@media (prefers-color-scheme:dark){body{color:#eee;background:#161616}[lang=en],small{color:#bbb}a{color:#8ec2ff}button{background:#242a33;border-color:#8794a6}}
`;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/**
 * Headers of such a page: its own style and nothing else is loaded, nobody frames it, it is not kept.
 *
 * @param formTargets where its forms may lead, redirects included: `'self'`, or origins
 */
export function pageHeaders(formTargets: readonly string[] = ["'none'"]): Record<string, string> {
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_HASH}'`,
    "base-uri 'none'",
    `form-action ${formTargets.join(' ')}`,
    "frame-ancestors 'none'",
  ];
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    // A form of this page says where it comes from, to this site only.
    'referrer-policy': 'same-origin',
  };
}

/** A whole page, Chinese first; works without scripts and at any width. */
export function renderPage(title: Bilingual, body: Html): string {
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title.zh} · ${title.en}</title>
<style>${{ html: STYLE }}</style>
</head>
<body>
<main>
<h1>${title.zh} <span lang="en">${title.en}</span></h1>
${body}
</main>
</body>
</html>
`.html;
}

/** A paragraph in both languages. */
export function paragraph({ zh, en }: Bilingual): Html {
  return html`<p>${zh}<br><span lang="en">${en}</span></p>\n`;
}
