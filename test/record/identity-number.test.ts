import { expect, test } from 'vitest';
import { isIdentityNumber } from '../../subgraphs/clearance/record/identity-number.ts';

test.each([
  '11010519491231002X',
  '11010519491231002x',
  '110105 19491231 002X',
  '身份证：11010519491231002X',
  '440524188001010014',
])('%s holds an identity number: GB 11643 and its examples', (text) => {
  expect(isIdentityNumber(text)).toBe(true);
});

test.each([
  ['a check digit that does not fit', '110105194912310021'],
  ['no month', '110105194913310020'],
  ['the number of a parcel', 'EMS 1234567890123'],
  ['19 digits', '1110105194912310020'],
  ['a letter', '委字〔2020〕12号'],
])('%s is none', (_, text) => {
  expect(isIdentityNumber(text)).toBe(false);
});
