import { describe, expect, test } from 'vitest';
import { announcementOf } from '../../../web/app/clearance/announcement.ts';
import { stateOf } from '../../../web/app/clearance/clearance-state.ts';
import type { ClearanceStudent } from '../../../web/show/graph-types.ts';
import { progressOf } from '../../../web/show/progress.ts';
import { allPass, standingsOf } from '../../../web/show/standings.ts';

const contact = { unitName: { zh: '图书馆', en: 'Library' }, phones: [] };
const passed = { outcome: 'PASSED', reasons: [], contact };
const failed = { outcome: 'NOT_PASSED', reasons: [], contact };
const site = {
  departments: ['library', 'archives', 'apartment', 'finance'].map((code) => ({
    code,
    unitName: { zh: `部门${code}`, en: code },
    phones: [{ display: '0516-1', uri: 'tel:+86-516-1' }],
    place: null,
  })),
};

describe('how departments stand', () => {
  test('one that did not answer is down, never passed, and says whom to call', () => {
    const standings = standingsOf(student({ finance: null }), site);
    expect(standings.map(({ shown }) => shown)).toEqual(['PASSED', 'PASSED', 'PASSED', 'DOWN']);
    expect(standings[3]?.phones[0]?.display).toBe('0516-1');
    expect(allPass(standings)).toBe(false);
  });

  test('one that this page does not know is unknown, never passed', () => {
    const standings = standingsOf(student({ requiredDepartments: ['library', 'sports'] }), site);
    expect(standings.map(({ shown }) => shown)).toEqual(['PASSED', 'UNKNOWN']);
    expect(allPass(standings)).toBe(false);
  });

  test('they come in the order that the class requires them', () => {
    const standings = standingsOf(student({ requiredDepartments: ['finance', 'library'] }), site);
    expect(standings.map(({ code }) => code)).toEqual(['finance', 'library']);
  });

  test('a fault of the answer names the unit where the site is not known', () => {
    const faults = [{ department: 'finance', unitName: { zh: '财务处', en: 'Finance' }, phone: '0516-2' }];
    expect(standingsOf(student({ finance: null }), null, faults)[3]).toMatchObject({
      shown: 'DOWN',
      unitName: { zh: '财务处' },
      phones: [{ display: '0516-2' }],
    });
  });

  test('none at all is not a pass', () => {
    expect(allPass([])).toBe(false);
  });
});

test('progress keeps fails and what could not be checked apart', () => {
  const standings = standingsOf(student({ library: failed, finance: null }), site);
  expect(progressOf(standings, 'zh')).toBe('4 项中已通过 2 项，还有 1 项要办理，1 项暂时无法核对');
  expect(progressOf(standings, 'en')).toBe('2 of 4 items passed, 1 still to settle, 1 could not be checked');
});

test('a change is told with what it means for the whole, and no change is not told', () => {
  const before = standingsOf(student({ library: failed }), site);
  const after = standingsOf(student({}), site);
  expect(announcementOf(before, after, 'zh')).toBe('图书馆：通过。4 项全部通过');
  expect(announcementOf(after, after, 'zh')).toBe('');
});

test('a student who is not there is told apart from one who could not be asked about', () => {
  expect(stateOf(null, [{ message: '', extensions: { code: 'NOT_FOUND' } }]).kind).toBe('absent');
  expect(stateOf(null, [{ message: '', extensions: { code: 'DEPARTMENT_TIMEOUT' } }]).kind).toBe('fault');
});

function student(parts: object): ClearanceStudent {
  const required = ['library', 'archives', 'apartment', 'finance'];
  const items = { library: passed, archives: passed, apartment: passed, finance: passed };
  return { ...items, requiredDepartments: required, ...parts } as unknown as ClearanceStudent;
}
