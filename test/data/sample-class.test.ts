import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { goldenClass } from '../../data/golden.ts';
import { sampleClass } from '../../data/sample-class.ts';

const sample = sampleClass();
const { registry, library, archives, apartment, finance } = sample;
const stays = apartment.flatMap((record) => record.stays);
const charges = finance.flatMap((record) => record.charges);

describe('the sample class', () => {
  it('has 4,500 students with distinct numbers of the right form', () => {
    expect(registry).toHaveLength(4500);
    expect(new Set(registry.map(({ studentId }) => studentId)).size).toBe(4500);
    expect(registry.filter(({ studentId }) => !/^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/.test(studentId))).toEqual(
      [],
    );
  });

  it('begins with the golden students, and nobody else has a number like theirs', () => {
    const golden = goldenClass();
    expect(registry.slice(0, golden.registry.length)).toEqual(golden.registry);
    const alike = registry.filter(({ studentId }) => studentId.startsWith('TS2020'));
    expect(alike).toEqual(golden.registry);
  });

  it('names no student twice in a department and none whom the registry does not know', () => {
    const known = new Set(registry.map(({ studentId }) => studentId));
    const lists: [string, readonly { studentId: string }[]][] = Object.entries(sample);
    for (const [subgraph, records] of lists) {
      const ids = records.map(({ studentId }) => studentId);
      expect(new Set(ids).size, subgraph).toBe(ids.length);
      expect(
        ids.filter((id) => !known.has(id)),
        subgraph,
      ).toEqual([]);
    }
  });

  it('gives every row an identity of its own, and charges print their own student', () => {
    const ids = [
      ...library.flatMap(({ loans, fees }) => [
        ...loans.map(({ loanId }) => loanId),
        ...fees.map(({ feeId }) => feeId),
      ]),
      ...stays.map(({ stayId }) => stayId),
      ...charges.map(({ chargeId }) => chargeId),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    const strangers = finance.filter((one) => one.charges.some((row) => row.rowStudentId !== one.studentId));
    expect(strangers).toEqual([]);
  });

  it('writes only days that exist', () => {
    const days = [
      ...registry.map(({ enrollmentDate }) => enrollmentDate),
      ...library.flatMap(({ loans }) => loans.map(({ dueOn }) => dueOn)),
      ...stays.flatMap(({ checkoutDate }) => checkoutDate ?? []),
    ];
    expect(days.filter((day) => !new Date(`${day}T00:00:00Z`).toJSON().startsWith(day))).toEqual([]);
  });

  it('has a code for every college and a college for every code', () => {
    const pairs = new Set(registry.map(({ college, collegeCode }) => `${collegeCode} ${college}`));
    expect(new Set(registry.map(({ collegeCode }) => collegeCode)).size).toBe(pairs.size);
    expect(new Set(registry.map(({ college }) => college)).size).toBe(pairs.size);
    expect(pairs.size).toBeGreaterThanOrEqual(15);
  });
});

describe('the exceptions of the sample class', () => {
  const missing = (records: readonly unknown[]) => registry.length - records.length;

  it.each<[reason: string, atLeast: number, count: number]>([
    ['students on no roster', 5, registry.filter(({ classYear }) => classYear === null).length],
    ['doctors', 100, registry.filter(({ studyLevel }) => studyLevel === 'DOCTOR').length],
    ['books out', 50, library.filter(({ loans }) => loans.length > 0).length],
    ['library fees', 20, library.filter(({ fees }) => fees.some(({ amountFen }) => amountFen > 0)).length],
    ['violations', 5, library.filter(({ violationLabel }) => violationLabel !== '0').length],
    ['nothing but the card', 50, library.filter(isOnlyCardOpen).length],
    [
      'theses 未审核 at the library',
      20,
      library.filter(({ thesisLabel }) => thesisLabel === '未审核').length,
    ],
    [
      'theses 已提交 at the library',
      10,
      library.filter(({ thesisLabel }) => thesisLabel === '已提交').length,
    ],
    ['theses not at the archives', 100, archives.filter(({ thesisLabel }) => thesisLabel === null).length],
    [
      'theses 未审核 at the archives',
      40,
      archives.filter(({ thesisLabel }) => thesisLabel === '未审核').length,
    ],
    [
      'half-filled checkouts',
      10,
      stays.filter((one) => (one.checkoutDate === null) !== (one.handler === null)).length,
    ],
    [
      'checkouts ahead',
      5,
      stays.filter((one) => one.checkoutDate !== null && one.checkoutDate > '2090').length,
    ],
    [
      'two rooms, one open',
      20,
      apartment.filter((one) => one.stays.length === 2 && one.stays.some(isOpen)).length,
    ],
    [
      'non-residents',
      130,
      apartment.filter((one) => one.stays.length === 0 && one.residencyLabel !== null).length,
    ],
    ['no statement', 5, apartment.filter(({ residencyLabel }) => residencyLabel === null).length],
    ['three charges', 50, finance.filter((one) => one.charges.length === 3).length],
    ['credits', 5, charges.filter(({ amountFen }) => amountFen < 0).length],
    ['unknown to the library', 1, missing(library)],
    ['unknown to the archives', 1, missing(archives)],
    ['unknown to the apartment office', 1, missing(apartment)],
    ['without an account', 1, missing(finance)],
  ])('have %s: at least %i', (_reason, atLeast, count) => {
    expect(count).toBeGreaterThanOrEqual(atLeast);
    expect(count).toBeLessThan(450);
  });

  it('write texts that the label mappings know, but for one', () => {
    const labels = parse(
      readFileSync(new URL('../../data/profiles/labels-guide-text.yml', import.meta.url), 'utf8'),
    );
    const unmapped = (texts: readonly (string | null)[], mapping: object) =>
      [...new Set(texts)].filter((text) => text !== null && !Object.hasOwn(mapping, text));
    expect(
      unmapped(
        library.map(({ cardLabel }) => cardLabel),
        labels.libraryCard,
      ),
    ).toEqual([]);
    expect(
      unmapped(
        apartment.map(({ residencyLabel }) => residencyLabel),
        labels.residency,
      ),
    ).toEqual([]);
    expect(
      unmapped(
        library.map(({ thesisLabel }) => thesisLabel),
        labels.libraryThesis,
      ),
    ).toEqual(['流程处理中']);
  });

  function isOnlyCardOpen({ cardLabel, loans, fees, violationLabel }: (typeof library)[number]): boolean {
    return cardLabel === '正常' && loans.length === 0 && fees.length === 0 && violationLabel === '0';
  }

  function isOpen({ checkoutDate }: (typeof stays)[number]): boolean {
    return checkoutDate === null;
  }
});
