import { describe, expect, test } from 'vitest';
import { type ChartChoice, chartOffer } from '../../../web/graphiql/result/chart-choice.ts';
import { chartedOf } from '../../../web/graphiql/result/charted.ts';
import { listsIn } from '../../../web/result/lists.ts';
import { sheetOfList } from '../../../web/result/sheet-of-list.ts';
import type { Lang } from '../../../web/texts/language.ts';

const nothing: ChartChoice = { kind: 'bar', label: null, series: null, values: null };
const key = (dimension: string, zh: string, en = `en ${zh}`) => ({ dimension, value: zh, label: { zh, en } });
const sheetOf = (groups: object[]) => sheetOfList(listsIn({ groups })[0]?.items ?? []);

function drawn(groups: object[], choice: Partial<ChartChoice> = {}, lang: Lang = 'zh') {
  const sheet = sheetOf(groups);
  const offer = chartOffer(sheet, { ...nothing, ...choice }, lang);
  if (offer === null) throw new Error('there is nothing to draw');
  return chartedOf(sheet, offer.chosen);
}

const byTwo = [
  { keys: [key('COLLEGE', '甲院'), key('OUTCOME', '通过')], students: { count: 30, suppressed: false } },
  { keys: [key('COLLEGE', '乙院'), key('OUTCOME', '通过')], students: { count: 20, suppressed: false } },
  { keys: [key('COLLEGE', '甲院'), key('OUTCOME', '未通过')], students: { count: 12, suppressed: false } },
  { keys: [key('COLLEGE', '乙院'), key('OUTCOME', '未通过')], students: { count: null, suppressed: true } },
];

describe('groups of a report', () => {
  test('by two keys are one bar for each value of the first, parted by the second', () => {
    expect(drawn(byTwo)).toEqual({
      names: ['甲院', '乙院'],
      series: [
        { name: '通过', values: [30, 20] },
        { name: '未通过', values: [12, null] },
      ],
    });
  });

  test('are named in the reader’s language', () => {
    expect(drawn(byTwo, {}, 'en')).toMatchObject({
      names: ['en 甲院', 'en 乙院'],
      series: [{ name: 'en 通过' }, { name: 'en 未通过' }],
    });
  });

  test('by one key are a bar each; by three, parted by the other two together', () => {
    const byDay = [{ keys: [key('DAY', '2020-06-01')], students: { count: 3 } }];
    expect(drawn(byDay)).toEqual({
      names: ['2020-06-01'],
      series: [{ name: 'students.count', values: [3] }],
    });
    const keys = [key('COLLEGE', '甲院'), key('DEPARTMENT', '图书馆'), key('REASON', 'BOOKS_OUTSTANDING')];
    expect(drawn([{ keys, students: { count: 11 } }])).toEqual({
      names: ['甲院'],
      series: [{ name: '图书馆 · BOOKS_OUTSTANDING', values: [11] }],
    });
  });

  test('are drawn without labels, too, by the values of their keys', () => {
    const keys = [
      { dimension: 'COLLEGE', value: '01' },
      { dimension: 'OUTCOME', value: 'PASSED' },
    ];
    expect(drawn([{ keys, students: { count: 11 } }])).toMatchObject({
      names: ['01'],
      series: [{ name: 'PASSED' }],
    });
  });

  test('are parted by what the reader chooses, or by nothing', () => {
    const label = 'keys.OUTCOME.label.zh';
    expect(drawn(byTwo, { label })).toMatchObject({
      names: ['通过', '未通过'],
      series: [{ name: '甲院' }, {}],
    });
    expect(drawn(byTwo, { series: '' })).toEqual({
      names: ['甲院', '乙院', '甲院', '乙院'],
      series: [{ name: 'students.count', values: [30, 20, 12, null] }],
    });
    expect(drawn(byTwo, { series: 'keys.OUTCOME.value' }).series.map(({ name }) => name)).toEqual([
      '通过',
      '未通过',
    ]);
  });
});

test('two numbers of one name and series are neither added up nor lost: the name comes again', () => {
  const major = (count: number) => ({
    keys: [key('MAJOR', '软件工程'), key('OUTCOME', '通过')],
    students: { count },
  });
  expect(drawn([major(40), major(25), major(11)])).toEqual({
    names: ['软件工程', '软件工程', '软件工程'],
    series: [{ name: '通过', values: [40, 25, 11] }],
  });
});

test('other lists are drawn by a text in the reader’s language and as many numbers as are chosen', () => {
  const list = [{ unitName: { zh: '图书馆', en: 'Library' }, passed: 3, failed: 4 }];
  expect(drawn(list)).toEqual({ names: ['图书馆'], series: [{ name: 'passed', values: [3] }] });
  expect(drawn(list, { values: ['passed', 'failed'] }, 'en')).toEqual({
    names: ['Library'],
    series: [
      { name: 'passed', values: [3] },
      { name: 'failed', values: [4] },
    ],
  });
});

test('what was chosen for another list is forgotten', () => {
  const list = [{ name: '甲', count: 1 }];
  expect(drawn(list, { label: 'gone', series: 'gone', values: ['gone'] })).toEqual(drawn(list));
  expect(chartOffer(sheetOf([{ name: '甲' }]), nothing, 'zh')).toBeNull();
});
