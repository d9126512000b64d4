import { type ErrorCode, errorTable } from './errors.ts';

/** The text of `docs/errors.md`, made from the table of codes; a test compares the two. */
export function renderErrorsPage(): string {
  const rows = (Object.keys(errorTable) as ErrorCode[]).map(row);
  return [
    '# Errors 错误代码',
    '',
    'Made from `gateway/request/errors.ts`; refresh with `npx vitest run test/gateway/errors.test.ts -u`.',
    '',
    'Every error carries `extensions.code` and `extensions.requestId` (also in the header `x-request-id`). A fault of one',
    'department leaves the rest of the answer standing (status 200), nulls that edge, and its `extensions` say whom to call:',
    '`department`, `departmentName { zh en }`, `phone`, and `retryable`, whether the same request may succeed later by itself.',
    'What is about a field has its `path` in the answer and its `locations` in the document that was sent, or named by `documentId`.',
    'The status below is the one of a response without data.',
    '',
    '| code | status | meaning | cure |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function row(code: ErrorCode): string {
  const { status, zh, en, cureZh, cureEn } = errorTable[code];
  const subject = code.startsWith('DEPARTMENT_') ? { zh: '部门', en: 'The department ' } : { zh: '', en: '' };
  return `| \`${code}\` | ${status} | ${subject.zh}${zh}。${subject.en}${en}. | ${cureZh}。${cureEn}. |`;
}
