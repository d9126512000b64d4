import { newKey } from '../../kit/submit.ts';
import { runAs } from './run-as.ts';
import type { Pages } from './start-pages.ts';

/** A student's submission: its serial, and what the QR code of its form says. */
export async function submitted(pages: Pages, sub: string): Promise<{ serial: string; code: string }> {
  const student = { role: 'student', sub };
  const { submitClearance } = await runAs(pages, student, 'SubmitClearance', {
    input: { idempotencyKey: newKey() },
  });
  const { serial } = submitClearance.submission;
  const { clearanceForm } = await runAs(pages, student, 'ClearanceForm', { serial });
  return { serial, code: clearanceForm.qr.text };
}
