import { expect, test } from 'vitest';
import { maskedName } from '../../subgraphs/clearance/form/masked-name.ts';

test.each([
  ['张三', '张＊'],
  ['欧阳娜娜', '欧＊＊＊'],
  ['张', '张＊'],
  ['𠮷田', '𠮷＊'],
  ['买买提·吐尔逊', '买＊＊＊＊＊＊'],
  ['Jane Doe', 'J*******'],
  ['Zoë', 'Z**'],
  ['É', 'É*'],
  [' 张三 ', '张＊'],
  ['', null],
  ['  ', null],
  [null, null],
])('%s is shown as %s', (name, shown) => {
  expect(maskedName(name)).toBe(shown);
});
