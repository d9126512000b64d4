import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseKinds } from '../kit/databases.ts';
import { desk, type Fate, type Forms, newSerial, openForms, registrar, student } from './kit/forms.ts';

const voidedAt = new Date('2020-06-17T00:00:00Z');
const fates: readonly [string, Fate][] = [
  ['VALID', {}],
  ['CONDITIONS_CHANGED', { changed: true }],
  ['ALREADY_ISSUED', { issued: true }],
  ['ALREADY_ISSUED', { issued: true, changed: true }],
  ['VOID', { voidedAt }],
  ['VOID', { voidedAt, changed: true }],
  ['VOID', { voidedAt, issued: true, changed: true }],
];

describe.each(databaseKinds)('on $kind', ({ open }) => {
  let forms: Forms;
  beforeAll(async () => {
    forms = await openForms(undefined, open);
  });
  afterAll(() => forms.close());

  test.each(fates)('says %s of a form with %o, by code and by serial', async (verdict, fate) => {
    const { url, serial } = await forms.store(fate);
    const scanned = await forms.check({ code: url });
    const typed = await forms.check({ serial });
    expect([scanned.verdict, typed.verdict]).toEqual([verdict, verdict]);
    expect([scanned.signed, typed.signed]).toEqual([true, false]);
    expect(scanned.message.zh).toMatch(/\p{Script=Han}/u);
    expect(scanned.message.en).toMatch(/^[A-Z]/);
    expect(typed.message.zh).toContain('未核验签名');
  });

  test('tells anybody a masked name and no more', async () => {
    const { url, serial } = await forms.store({ issued: true, changed: true });
    const seen = {
      maskedName: '张＊＊',
      name: null,
      studentId: null,
      diploma: null,
      changes: [],
      classYear: 2020,
      submittedAt: '2020-06-16T08:00:00.123Z',
      serial,
    };
    expect(await forms.check({ code: url })).toMatchObject(seen);
    expect(await forms.check({ code: url }, student('TS-OTHER'))).toMatchObject(seen);
    expect(
      await forms.check({ code: url }, { kind: 'person', sub: 'L1', role: 'staff:library' }),
    ).toMatchObject(seen);
  });

  test.each([
    ['desk', desk],
    ['registrar', registrar],
  ])('tells the %s whose it is, when the diploma was handed over, and what changed', async (_, officer) => {
    const issued = await forms.store({ issued: true, changed: true });
    expect(await forms.check({ code: issued.url }, officer)).toMatchObject({
      name: '张小明',
      maskedName: '张＊＊',
      studentId: issued.studentId,
      diploma: {
        handedOverAt: '2020-06-18T02:00:00.000Z',
        desk: '2号窗口',
        recordedBy: 'D9',
        collectedBy: 'SELF',
      },
      changes: [],
    });
    const changed = await forms.store({ changed: true });
    const { changes } = await forms.check({ serial: changed.serial }, officer);
    expect(changes).toEqual([
      {
        id: '7',
        serial: changed.serial,
        studentId: changed.studentId,
        contact: { code: 'library', unitName: { zh: '图书馆' } },
        version: '1.2',
        state: 'OPEN',
        openedAt: '2020-06-17T02:00:00.000Z',
        resolution: null,
        reasons: [{ code: 'LOANS_OUT', text: { zh: '有逾期图书' } }],
      },
    ]);
  });

  test('writes an audit row for every look-up of desk and registrar, and for nobody else’s', async () => {
    const before = (await forms.audit()).length;
    const { url, serial, studentId } = await forms.store();
    await forms.check({ code: url });
    await forms.check({ code: url }, student(studentId));
    await forms.check({ code: url }, desk);
    await forms.check({ serial, presentedBy: 'TS-OTHER' }, registrar);
    await forms.check({ serial: newSerial() }, desk);
    await forms.check({ serial: newSerial(), presentedBy: 'TS-OTHER' }, desk);
    await forms.formOf(serial, registrar);
    const rows = (await forms.audit()).slice(before);
    expect(
      rows.map(({ actor, role, action, student_id, detail }) => [actor, role, action, student_id, detail]),
    ).toEqual([
      ['D1', 'desk', 'form-verified', studentId, { serial, verdict: 'VALID', by: 'code' }],
      [
        'R1',
        'registrar',
        'form-verified',
        studentId,
        { serial, verdict: 'INVALID', by: 'serial', presentedBy: 'TS-OTHER' },
      ],
      [
        'D1',
        'desk',
        'form-verified',
        'TS-OTHER',
        { serial: null, verdict: 'INVALID', by: 'serial', presentedBy: 'TS-OTHER' },
      ],
      ['R1', 'registrar', 'form-read', studentId, { serial }],
    ]);
    expect(JSON.stringify(rows)).not.toContain('张');
  });

  test('takes a serial as people type it', async () => {
    const { serial } = await forms.store();
    const typed = [
      serial.toLowerCase(),
      ` ${serial.match(/.{1,4}/g)?.join(' ')} `,
      serial.match(/.{1,5}/g)?.join('-'),
      serial.replaceAll('0', 'o').replaceAll('1', 'l'),
      serial.replaceAll('0', 'O').replaceAll('1', 'I'),
    ];
    for (const text of typed) expect((await forms.check({ serial: text })).serial).toBe(serial);
    for (const text of [
      '',
      'x',
      serial.slice(1),
      `${serial}0`,
      `8${serial.slice(1)}`,
      '流程单',
      'A'.repeat(100_000),
    ])
      expect((await forms.check({ serial: text })).verdict).toBe('INVALID');
  });

  test('refuses both, neither, and a presenter that is no student number, or from somebody who is not at the desk', async () => {
    const { url, serial, studentId } = await forms.store();
    const bad = ['BAD_USER_INPUT'];
    expect(await forms.faults({})).toEqual(bad);
    expect(await forms.faults({ code: null, serial: null })).toEqual(bad);
    expect(await forms.faults({ code: url, serial })).toEqual(bad);
    expect(await forms.faults({ code: url, presentedBy: 'a b' }, desk)).toEqual(bad);
    // Otherwise a found form would tell whose it is to whoever tries numbers.
    expect(await forms.faults({ code: url, presentedBy: studentId })).toEqual(['UNAUTHENTICATED']);
    expect(await forms.faults({ code: url, presentedBy: studentId }, student(studentId))).toEqual([
      'FORBIDDEN',
    ]);
  });
});
