import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { readFormConfig } from '../../subgraphs/clearance/form/form-config.ts';
import { MAX_QR_TEXT } from '../../subgraphs/clearance/form/qr-code.ts';
import { chromiumArguments, ensureChromium } from '../kit/chromium.ts';
import { type Forms, openForms, student } from './kit/forms.ts';

let forms: Forms;
let browser: Browser;
// Chromium may have to be installed first.
beforeAll(async () => {
  const wasmBinary = readFileSync(
    createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'),
  );
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasmBinary).buffer } });
  forms = await openForms();
  browser = await chromium.launch({ executablePath: await ensureChromium(), args: [...chromiumArguments] });
}, 600_000);
afterAll(async () => {
  await browser?.close();
  await forms.close();
});

/** The form of a new submission, printed at a service of this address. */
async function printedAt(env: { PUBLIC_URL?: string; FORM_ISSUER?: string }) {
  const config = readFormConfig(env);
  if (config.kind === 'faults') throw new Error(config.faults.join());
  const { publicUrl, issuer } = config;
  const { serial, studentId } = await forms.store();
  const ask = forms.with({ publicUrl, issuer });
  const source =
    'query ($serial: ID!) { clearanceForm(serial: $serial) { code verificationUrl qr { svg text } } }';
  const { clearanceForm } = (await ask(source, { serial }, student(studentId))).data;
  return clearanceForm as { code: string; verificationUrl: string; qr: { svg: string; text: string } };
}

/** What a scanner reads from a page that shows the picture in this width. */
async function scan(svg: string, pixels: number) {
  const page = await browser.newPage({ viewport: { width: pixels + 100, height: pixels + 100 } });
  const picture = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  await page.setContent(
    `<body style="background: gray"><img width="${pixels}" height="${pixels}" src="${picture}"></body>`,
  );
  await page.waitForFunction('document.images[0].complete && document.images[0].naturalWidth > 0');
  const png = await page.screenshot();
  await page.close();
  const found = await readBarcodes(new Uint8Array(png), { formats: ['QRCode'], tryHarder: true });
  expect(found).toHaveLength(1);
  return found[0];
}

describe('the QR code of a form', () => {
  test.each([
    ['a service at home', {}],
    ['a university', { PUBLIC_URL: 'https://lixiao.cumt.edu.cn' }],
    ['a university in a folder', { PUBLIC_URL: 'https://yjs.cumt.edu.cn/lx/' }],
    [
      'a long address with a short issuer',
      { PUBLIC_URL: 'https://graduate-clearance.service.cumt.edu.cn/', FORM_ISSUER: 'cumt' },
    ],
  ])('of %s is read by a scanner, says the verification URL, and has version 13 at most, level M', async (_, env) => {
    const { code, verificationUrl, qr } = await printedAt(env);
    expect(qr.text).toBe(verificationUrl);
    expect(qr.text.length).toBeLessThanOrEqual(MAX_QR_TEXT);
    expect(verificationUrl).toMatch(/^https?:\/\/[^#]+[^/]\/v#/);
    expect(verificationUrl.endsWith(`/v#${code}`)).toBe(true);
    const seen = await scan(qr.svg, 400);
    expect(seen).toMatchObject({ text: verificationUrl, isValid: true, ecLevel: 'M' });
    expect(Number(seen?.version)).toBeLessThanOrEqual(13);
  });

  test('is a standalone document, black on white, with a quiet zone of 4 modules', async () => {
    const { svg } = (await printedAt({})).qr;
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    const size = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]);
    // Version v has 17 + 4v modules a side.
    const version = (size - 8 - 17) / 4;
    expect(Number.isInteger(version) && version <= 13).toBe(true);
    expect(svg).toContain(`<path fill="#ffffff" d="M0 0h${size}v${size}H0z"/>`);
    expect(svg).toMatch(/<path stroke="#000000" d="M4 4\.5h7/);
    expect(svg).not.toMatch(/<script|href|<image|<style/);
  });

  test('is read where ink has run over 9 by 9 modules of its middle', async () => {
    const { verificationUrl, qr } = await printedAt({});
    const blot = qr.svg.replace('</svg>', '<rect x="40" y="50" width="9" height="9" fill="black"/></svg>');
    expect((await scan(blot, 500))?.text).toBe(verificationUrl);
  });
});
