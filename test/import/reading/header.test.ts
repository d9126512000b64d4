import { expect, test } from 'vitest';
import { accounts, CHARGE, charges } from './charges.ts';
import { readAll, refusalOf } from './read-all.ts';

test('columns stand in any order, under synonyms, with blanks, full-width parentheses and marks', async () => {
  const { values, opened } = await readAll(
    '序号, 备 注 ,欠款金额（元）,"收费\n项目",*学年,\u3000学号\n1,,60,学费,2018-2019学年,TS2020S1\n',
  );
  expect(opened.fileKind).toBe(charges);
  expect(values).toEqual([CHARGE]);
});

test('an absent optional column reads as blank', async () => {
  expect((await readAll('学号,学年,收费项目,总欠款\nTS2020S1,2018,学费,60')).values).toEqual([CHARGE]);
});

test('the most specific kind wins', async () => {
  expect((await readAll('学号,备注\nTS2020S1,\n')).opened.fileKind).toBe(accounts);
  expect((await readAll('学号\nTS2020S1\n')).values).toEqual([{ studentId: 'TS2020S1', remark: null }]);
});

test('a wrong header is refused: what was found, and what each kind lacks', async () => {
  const refused = await refusalOf('编号,收费学年,金额\n1,2018,60\n');
  expect(refused.line).toBe(1);
  expect(refused.reason.zh).toContain('找到的列：编号、收费学年、金额');
  expect(refused.reason.zh).toContain('欠费明细缺：学号、收费项目名称、总欠款(元)');
  expect(refused.reason.zh).toContain('账户名单缺：学号');
  expect(refused.reason.en).toContain('for charges: 学号、收费项目名称、总欠款(元)');
});

test('a title above the header is refused with the line of the header', async () => {
  const refused = await refusalOf(
    '2020届毕业生欠费情况表,,,\n\n学号,学年,收费项目,总欠款\nTS2020S1,2018,学费,60',
  );
  expect(refused.reason.zh).toContain('第 3 行才是表头');
});

test('two columns of one meaning are refused', async () => {
  const refused = await refusalOf('学号,学年,收费项目,总欠款,学号\nTS1,2018,学费,60,TS2\n');
  expect(refused.reason.zh).toContain('学号 (1)、学号 (5)');
  expect((await refusalOf('学号,学年,收费项目,总欠款,欠款金额(元)\n')).kind).toBe('refused');
});

test('a header alone is a file of no rows', async () => {
  expect((await readAll('学号,学年,收费项目,总欠款')).found).toEqual([]);
});
