import type { SubmitClearanceMutation } from '../../../web/graph.generated/graphql.ts';

/** An answer of submitClearance. */
export type SubmitPayload = NonNullable<SubmitClearanceMutation['submitClearance']>;

const library = {
  code: 'library',
  unitName: { zh: '图书馆', en: 'Library' },
  phones: [{ display: '0516-83592058', uri: 'tel:+86-516-83592058' }],
};

/** The receipt of a student who submitted. */
export const receipt = {
  serial: '75EJBK3T36S6F2V28J2CVWD99J',
  edition: 1,
  submittedAt: '2026-06-15T06:02:00.000Z',
  state: 'SUBMITTED',
  student: {
    studentId: 'TS2020S9',
    name: '样例学生S9',
    gender: 'MALE',
    grade: '2017',
    college: '信息与控制工程学院',
    major: '信息与通信工程',
    enrollmentDate: '2017-09-08',
    leaveType: 'GRADUATION',
    classYear: 2020,
  },
  departments: [{ contact: library, outcome: 'PASSED', version: '1.1', readAt: '2026-06-15T06:01:59.000Z' }],
} as const satisfies object;

/** One of each member of the payload, in the shape that the graph answers. */
export const payloads: readonly SubmitPayload[] = [
  {
    __typename: 'ClearanceSubmitted',
    replayed: false,
    submission: { ...receipt, departments: [...receipt.departments] },
  },
  {
    __typename: 'ClearanceAlreadySubmitted',
    submission: { ...receipt, departments: [...receipt.departments] },
    ...problem('ALREADY_SUBMITTED', false),
  },
  {
    __typename: 'ClearanceNotEligible',
    departments: [blocker('NOT_PASSED', 'BOOKS_OUTSTANDING', '有图书未归还。', 'Books are not returned.')],
    ...problem('NOT_ELIGIBLE', false),
  },
  {
    __typename: 'DepartmentsUnavailable',
    departments: [
      blocker('UNKNOWN', 'SOURCE_TIMEOUT', '图书馆没有及时答复。', 'The library did not answer in time.'),
    ],
    ...problem('DEPARTMENTS_UNAVAILABLE', true),
  },
  { __typename: 'SubmissionInProgress', ...problem('SUBMISSION_IN_PROGRESS', true) },
  { __typename: 'VerdictChanged', ...problem('VERDICT_CHANGED', true) },
  { __typename: 'IdempotencyKeyReused', ...problem('IDEMPOTENCY_KEY_REUSED', false) },
  { __typename: 'SubmissionOutcomeUnknown', ...problem('SUBMISSION_OUTCOME_UNKNOWN', true) },
  { __typename: 'SubmissionShed', ...problem('SUBMISSION_SHED', true) },
  {
    __typename: 'ClearanceWindowClosed',
    opensAt: '2026-06-01T00:00:00.000Z',
    closesAt: '2026-06-30T16:00:00.000Z',
    ...problem('WINDOW_CLOSED', false),
  },
  {
    __typename: 'StudentNotOnRoster',
    contact: {
      unitName: { zh: '研究生院', en: 'Graduate School' },
      phones: [{ display: '0516-83590335', uri: 'tel:+86-516-83590335' }],
    },
    ...problem('NOT_ON_ROSTER', false),
  },
];

function problem(code: string, retryable: boolean) {
  const message = { zh: `服务器的说明：${code}`, en: `What the server says: ${code}` };
  return { code, message, retryable, retryAfterMs: retryable ? 10 : null };
}

function blocker(outcome: 'NOT_PASSED' | 'UNKNOWN', code: string, zh: string, en: string) {
  const action = { zh: '请联系图书馆。', en: 'Contact the library.' };
  const reason = { code, text: { zh, en }, action, where: null, phone: library.phones[0] ?? null, url: null };
  return { contact: library, outcome, reasons: [reason] };
}
