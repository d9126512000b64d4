import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  desk,
  type Forms,
  ISSUER,
  newSerial,
  nobody,
  openForms,
  PRINTED_AT,
  registrar,
  student,
} from './kit/forms.ts';
import { partsOf } from './kit/raw-jws.ts';

let forms: Forms;
beforeAll(async () => {
  forms = await openForms();
});
afterAll(() => forms.close());

const DEMO = { zh: '演示密钥 DEMO KEY 仅供演示', en: 'DEMO KEY — for demonstration only' };
const holds = () => {
  const { current, ...keys } = forms.parts.keys;
  const real = { ...current, demo: false };
  return { ...keys, current: real, all: [real] };
};

test('a form carries the submission, the time of printing, and a claim with exactly five members', async () => {
  const { serial, studentId } = await forms.store();
  const form = await forms.formOf(serial, student(studentId));
  expect(form).toMatchObject({
    title: '研究生离校流程单',
    printedAt: PRINTED_AT.toISOString(),
    submission: { serial, edition: 1, student: { studentId, name: '张小明' } },
    verificationUrl: `${ISSUER}/v#${form.code}`,
    qr: { text: form.verificationUrl },
  });
  const { header, payload } = partsOf(form.code);
  expect(header).toEqual({ alg: 'EdDSA', kid: forms.parts.keys.current.kid });
  expect(payload).toEqual({
    iss: ISSUER,
    jti: serial,
    sub: expect.stringMatching(/^[\w-]{14}$/),
    iat: Date.parse('2020-06-16T08:00:00Z') / 1000,
    st: 'SUBMITTED',
  });
  expect(form.code).not.toContain(studentId);
});

test('printing again gives the same claim', async () => {
  const { serial, studentId, code } = await forms.store();
  expect((await forms.formOf(serial, student(studentId))).code).toBe(code);
});

test('its student, a registrar and the desk see it; to everybody else it does not exist', async () => {
  const { serial, studentId } = await forms.store();
  for (const viewer of [student(studentId), registrar, desk])
    expect((await forms.formOf(serial.toLowerCase(), viewer)).submission.serial).toBe(serial);
  const others = [
    nobody,
    student('TS-OTHER'),
    { kind: 'person', sub: studentId, role: 'staff:library' },
    { kind: 'person', sub: studentId, role: 'analyst' },
  ] as const;
  for (const viewer of others) expect(await forms.formOf(serial, viewer)).toBeNull();
  for (const text of [newSerial(), '', 'x', '流程单']) expect(await forms.formOf(text, registrar)).toBeNull();
});

test('a demonstration key and a reopening are printed across it; a form that holds has no watermark', async () => {
  const voidedAt = new Date('2020-06-17T00:00:00Z');
  const standing = await forms.store();
  const reopened = await forms.store({ voidedAt });
  const seen = async (form: typeof standing, keys = forms.parts.keys) => {
    const ask = forms.with({ keys });
    const source = 'query ($serial: ID!) { clearanceForm(serial: $serial) { watermark { zh en } } }';
    return (await ask(source, { serial: form.serial }, student(form.studentId))).data.clearanceForm.watermark;
  };
  expect(await seen(standing)).toEqual(DEMO);
  expect(await seen(reopened)).toEqual({ zh: `已作废 VOID；${DEMO.zh}`, en: `VOID; ${DEMO.en}` });
  expect(await seen(standing, holds())).toBeNull();
  expect(await seen(reopened, holds())).toEqual({ zh: '已作废 VOID', en: 'VOID' });
});

test('a check says that a demonstration key signed, and does not where none did', async () => {
  const { url, serial } = await forms.store();
  expect(await forms.check({ code: url })).toMatchObject({ demoKey: true });
  expect(await forms.check({ serial })).toMatchObject({ demoKey: true });
  const { demoKey, message } = await forms.checkWith({ keys: holds() }, { code: url });
  expect({ demoKey, message: message.zh }).toEqual({
    demoKey: false,
    message: expect.not.stringContaining('演示'),
  });
});

test('a student number leads to different claims under different secrets, so that claims cannot be compared', async () => {
  const other = await openForms();
  const seen = await Promise.all([forms, other].map((one) => one.store({ studentId: 'TS-SAME' })));
  await other.close();
  const [here, there] = seen.map(({ code }) => partsOf(code).payload.sub);
  expect(here).not.toBe(there);
});
