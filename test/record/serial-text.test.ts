import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { parseSerial } from '../../subgraphs/clearance/record/serial-text.ts';
import { toSerial } from '../../subgraphs/clearance/submission/serial.ts';

const SERIAL = '7ZZZ0123456789ABCDEFGHJK10';

test.each([
  ['as it is printed', SERIAL],
  ['in small letters', SERIAL.toLowerCase()],
  ['in groups with spaces', '7ZZZ 0123 4567 89AB CDEF GHJK 10'],
  ['with hyphens of any kind and spaces around', ' 7ZZZ-0123–4567—89AB-CDEF-GHJK-10\n'],
  ['with O for 0 and I or L for 1', '7zzzoL23456789abcdefghjkIO'],
  ['in full-width forms', '７ＺＺＺ０１２３４５６７８９ＡＢＣＤＥＦＧＨＪＫ１０'],
])('a serial typed %s is read', (_, text) => {
  expect(parseSerial(text)).toBe(SERIAL);
});

test('every serial that is made is read as itself', () => {
  for (let count = 0; count < 1000; count++) {
    const serial = toSerial(randomBytes(16));
    expect(parseSerial(serial)).toBe(serial);
  }
});

test.each([
  ['nothing', ''],
  ['one digit too few', SERIAL.slice(1)],
  ['one digit too many', `${SERIAL}0`],
  ['more than 128 bits', `8${SERIAL.slice(1)}`],
  ['a letter that base 32 has not', `${SERIAL.slice(0, -1)}U`],
  ['a quote', `${SERIAL.slice(0, -1)}'`],
  ['a NUL', `${SERIAL}\u0000`],
  ['letters that only look alike', `${SERIAL.slice(0, -1)}\u0391`],
  ['a Turkish dotless i', `${SERIAL.slice(0, -1)}\u0131`],
  ['ten thousand characters', '0'.repeat(10_000)],
])('%s is no serial', (_, text) => {
  expect(parseSerial(text)).toBeNull();
});
