import { fault } from '../../kit/graph/graph-errors.ts';
import { requireStudentNumber, type Viewer } from '../../kit/graph/viewer.ts';
import type { FormVerification, VerifyFormInput } from '../schema.generated.ts';
import { type CheckedForm, checkForm, type FormText } from './check-form.ts';
import { type FormParts, type Officer, officerOf } from './form-parts.ts';
import { presentVerification } from './present-verification.ts';
import { recordLookUp } from './record-look-up.ts';

/**
 * Checks a printed form for anybody; desk and registrar read whose it is, and their look-ups are audited.
 *
 * @throws BAD_USER_INPUT unless exactly one of code and serial is given, and for a `presentedBy` that is no student
 *   number; UNAUTHENTICATED or FORBIDDEN for a `presentedBy` from anybody but desk and registrar: a found form would
 *   tell whose it is by trying
 */
export async function verifyForm(
  parts: FormParts,
  input: VerifyFormInput,
  viewer: Viewer,
): Promise<FormVerification> {
  const form = requireOne(input);
  const officer = officerOf(viewer);
  const presentedBy = presenterOf(input, viewer, officer);
  const checked = await checkForm(parts, form, presentedBy);
  if (officer) await audit(parts, officer, form, checked, presentedBy);
  return presentVerification(checked, viewer, parts.profile);
}

function requireOne({ code, serial }: VerifyFormInput): FormText {
  const [hasCode, hasSerial] = [typeof code === 'string', typeof serial === 'string'];
  if (typeof code === 'string' && !hasSerial) return { kind: 'code', text: code };
  if (typeof serial === 'string' && !hasCode) return { kind: 'serial', text: serial };
  throw fault(
    'BAD_USER_INPUT',
    '请给出二维码内容或流程单编号，二者只取其一。Give what the QR code says or the serial: one of them.',
  );
}

function presenterOf(
  { presentedBy }: VerifyFormInput,
  viewer: Viewer,
  officer: Officer | null,
): string | null {
  if (presentedBy === null || presentedBy === undefined) return null;
  if (viewer.kind === 'anonymous') throw fault('UNAUTHENTICATED');
  if (officer === null) throw fault('FORBIDDEN');
  return requireStudentNumber(presentedBy);
}

/** A text that leads to no student is about nobody, unless somebody presented it. */
async function audit(
  { db }: FormParts,
  { sub, role }: Officer,
  form: FormText,
  checked: CheckedForm,
  presentedBy: string | null,
): Promise<void> {
  const recorded = checked.kind === 'genuine' ? checked.recorded : checked.of;
  const studentId = recorded?.studentId ?? presentedBy;
  if (studentId === null) return;
  const detail = {
    serial: recorded?.row.serial ?? null,
    verdict: checked.kind === 'genuine' ? checked.verdict : 'INVALID',
    by: form.kind,
    ...(presentedBy !== null && { presentedBy }),
  };
  await recordLookUp(db, { actor: sub, role, action: 'form-verified', studentId, detail });
}
