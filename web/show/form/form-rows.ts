import type { ClearanceFormQuery } from '../../graph.generated/graphql.ts';
import { basicTexts, genderTexts, leaveTypeTexts } from '../../texts/basic-information.ts';
import { collectedByTexts, formTexts } from '../../texts/form.ts';
import { type Bilingual, fill } from '../../texts/language.ts';
import { outcomeTexts, stateTexts } from '../../texts/outcome.ts';
import { spacedSerial } from '../serial.ts';
import { minuteOf } from '../when.ts';

/** What the graph says of a printed form. */
export type PrintedForm = NonNullable<ClearanceFormQuery['clearanceForm']>;

/** A label and what stands beside it. */
export interface Fact {
  readonly label: Bilingual;
  readonly value: string;
}

/** One department's pass. */
export interface DepartmentRow {
  readonly code: string;
  readonly unit: Bilingual;
  readonly outcome: Bilingual;
  readonly readAt: string;
  readonly phones: string;
}

/**
 * The 离校流程单, row by row in the order of the paper: what the page, the print and the PDF show, each in its own
 * way. Everything is of the frozen submission, but for the time of printing.
 */
export interface FormRows {
  readonly title: Bilingual;
  readonly head: readonly Fact[];
  readonly basic: readonly Fact[];
  readonly departments: readonly DepartmentRow[];
  /** 凭打印出的离校流程单领取毕业证、学位证; null where the class year's guide says nothing. */
  readonly diploma: Bilingual | null;
  /** That it was handed over; null: space for signatures. */
  readonly issued: Bilingual | null;
  readonly verify: Bilingual;
  /** Printed across: VOID, ISSUED, DEMO KEY. */
  readonly overprints: readonly string[];
  readonly qr: { readonly svg: string; readonly text: string };
}

/** The rows of a form. */
export function formRows(form: PrintedForm): FormRows {
  const { submission, qr } = form;
  const address = form.verificationUrl.replace(/#.*$/, '');
  const verify = (lang: 'zh' | 'en') => fill(lang, formTexts.verify, { address });
  return {
    title: { zh: form.title, en: formTexts.englishTitle.en },
    head: headOf(form),
    basic: basicOf(submission.student),
    departments: submission.departments.map(({ contact, outcome, readAt }) => ({
      code: contact.code,
      unit: contact.unitName,
      outcome: outcomeTexts[outcome],
      readAt: minuteOf(readAt),
      phones: contact.phones.map(({ display }) => display).join('  '),
    })),
    diploma: submission.diplomaNotice,
    issued: issuedOf(submission),
    verify: { zh: verify('zh'), en: verify('en') },
    overprints: overprintsOf(form),
    qr,
  };
}

function headOf({ submission, printedAt }: PrintedForm): Fact[] {
  const { serial, edition, serviceName, serviceCode, submittedAt, state, voidedAt, student } = submission;
  const both = (text: Bilingual, values: Record<string, string | number>) =>
    `${fill('zh', text, values)} ${fill('en', text, values)}`;
  return [
    { label: formTexts.serial, value: spacedSerial(serial) },
    { label: formTexts.service, value: `${serviceName}（${serviceCode}）` },
    { label: formTexts.classYear, value: both(formTexts.classYearValue, { year: student.classYear }) },
    { label: formTexts.edition, value: both(formTexts.editionValue, { edition }) },
    { label: formTexts.state, value: `${stateTexts[state].zh} ${stateTexts[state].en}` },
    { label: formTexts.submittedAt, value: minuteOf(submittedAt) },
    ...(voidedAt === null ? [] : [{ label: formTexts.voidedAt, value: minuteOf(voidedAt) }]),
    { label: formTexts.printedAt, value: minuteOf(printedAt) },
  ];
}

/** 基本信息 in the order of figure 4. */
function basicOf(student: PrintedForm['submission']['student']): Fact[] {
  const { studentId, name, gender, grade, college, major, enrollmentDate, leaveType } = student;
  const blank = formTexts.blank.zh;
  const facts: (readonly [Bilingual, string | null])[] = [
    [basicTexts.name, name],
    [basicTexts.id, studentId],
    [basicTexts.gender, gender && genderTexts[gender].zh],
    [basicTexts.grade, grade],
    [basicTexts.college, college],
    [basicTexts.major, major],
    [basicTexts.enrollmentDate, enrollmentDate],
    [basicTexts.leaveType, leaveType && leaveTypeTexts[leaveType].zh],
  ];
  return facts.map(([label, value]) => ({ label, value: value || blank }));
}

function issuedOf({ diploma }: PrintedForm['submission']): Bilingual | null {
  if (diploma === null) return null;
  const how = collectedByTexts[diploma.collectedBy];
  const told = { time: minuteOf(diploma.handedOverAt), desk: diploma.desk };
  return {
    zh: fill('zh', formTexts.issued, { ...told, how: how.zh }),
    en: fill('en', formTexts.issued, { ...told, how: how.en }),
  };
}

/** What the graph asks for, and that the diploma is gone: a copy of an old print must not look unused. */
function overprintsOf({ watermark, submission }: PrintedForm): string[] {
  return [
    ...(watermark === null ? [] : watermark.zh.split('；')),
    ...(submission.diploma === null ? [] : [formTexts.issuedMark.zh]),
  ];
}
