import type { Viewer } from '../../kit/graph/viewer.ts';
import type { ServiceProfile } from '../../kit/service/profile.ts';
import type { Recorded } from '../record/recorded.ts';
import { parseSerial } from '../record/serial-text.ts';
import type { ResolversTypes } from '../schema.generated.ts';
import { presentSubmission } from '../submission/record.ts';
import { claimOf, signClaim } from './claim.ts';
import { type FormParts, officerOf } from './form-parts.ts';
import { drawQrCode } from './qr-code.ts';
import { recordLookUp } from './record-look-up.ts';
import { verificationUrl } from './verification-url.ts';
import { watermarkOf } from './watermark.ts';

/** The graph's `ClearanceForm`. */
type Form = NonNullable<Awaited<ResolversTypes['ClearanceForm']>>;

/**
 * The form of a serial for the student whose it is, and for registrar and desk, whose look-ups are audited; null for
 * everybody else, as if there were none.
 */
export async function clearanceForm(parts: FormParts, text: string, viewer: Viewer): Promise<Form | null> {
  if (viewer.kind === 'anonymous') return null;
  const serial = parseSerial(text);
  const recorded = serial === null ? null : await parts.readRecorded(serial);
  if (recorded === null) return null;
  const { studentId } = recorded;
  const officer = officerOf(viewer);
  if (officer)
    await recordLookUp(parts.db, {
      actor: officer.sub,
      role: officer.role,
      action: 'form-read',
      studentId,
      detail: { serial },
    });
  else if (viewer.role !== 'student' || viewer.sub !== studentId) return null;
  return printed(parts, recorded);
}

async function printed(
  { keys, issuer, publicUrl, profile, now }: FormParts,
  recorded: Recorded,
): Promise<Form> {
  const { row, studentId, voidedAt } = recorded;
  const claim = claimOf(keys, issuer, {
    serial: row.serial,
    studentId,
    submittedAt: new Date(row.submitted_at),
  });
  const code = await signClaim(claim, keys);
  const url = verificationUrl(publicUrl, code);
  return {
    title: titleOf(recorded, profile),
    submission: presentSubmission(row),
    printedAt: now(),
    code,
    verificationUrl: url,
    qr: await drawQrCode(url),
    watermark: watermarkOf({ demoKey: keys.current.demo, isVoid: voidedAt !== null }),
  };
}

/** 研究生离校流程单. The level is of the profile that the form was made under; another profile's says nothing about it. */
function titleOf({ row }: Recorded, { profile, site }: ServiceProfile): string {
  return `${row.record.profile === profile ? site.level : '研究生'}离校流程单`;
}
