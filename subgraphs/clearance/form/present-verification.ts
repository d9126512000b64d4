import type { Viewer } from '../../kit/graph/viewer.ts';
import { contactOf } from '../../kit/service/contact.ts';
import type { ServiceProfile } from '../../kit/service/profile.ts';
import { presentHandover } from '../record/status.ts';
import type { FormVerification } from '../schema.generated.ts';
import type { CheckedForm } from './check-form.ts';
import { officerOf } from './form-parts.ts';
import { maskedName } from './masked-name.ts';
import { presentChange } from './present-change.ts';
import { verdictMessage } from './verdict-message.ts';

/**
 * The graph's `FormVerification`: whose it is for desk and registrar, for everybody else a masked name. All invalid
 * forms get the same answer, whatever is wrong with them.
 */
export function presentVerification(
  checked: CheckedForm,
  viewer: Viewer,
  profile: ServiceProfile,
): FormVerification {
  const message = verdictMessage(checked, contactOf(profile, 'registry'));
  if (checked.kind === 'invalid') return { ...nothing, message };
  const { verdict, recorded, signed, demoKey } = checked;
  const { student } = recorded.row.record;
  return {
    ...nothing,
    verdict,
    message,
    serial: recorded.row.serial,
    maskedName: maskedName(student.name),
    classYear: student.classYear,
    submittedAt: new Date(recorded.row.submitted_at),
    voidedAt: recorded.voidedAt,
    signed,
    demoKey,
    ...(officerOf(viewer) && detailsOf(checked, viewer, profile)),
  };
}

const nothing = {
  verdict: 'INVALID',
  serial: null,
  maskedName: null,
  name: null,
  studentId: null,
  classYear: null,
  submittedAt: null,
  voidedAt: null,
  signed: false,
  demoKey: false,
  diploma: null,
  changes: [],
} as const satisfies Omit<FormVerification, 'message'>;

function detailsOf(
  { recorded, verdict }: Extract<CheckedForm, { kind: 'genuine' }>,
  viewer: Viewer,
  profile: ServiceProfile,
) {
  const { diploma, openCases, studentId, row } = recorded;
  const behind = verdict === 'CONDITIONS_CHANGED' ? openCases : [];
  return {
    name: row.record.student.name,
    studentId,
    diploma: diploma && presentHandover(diploma, viewer),
    changes: behind.map((one) => presentChange(one, recorded, profile)),
  };
}
