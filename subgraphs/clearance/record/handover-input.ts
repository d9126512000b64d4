import { requireStudentNumber } from '../../kit/graph/viewer.ts';
import type { RecordDiplomaHandoverInput } from '../schema.generated.ts';
import type { HandoverWork } from './handover.ts';
import { isIdentityNumber } from './identity-number.ts';
import { badInput, optionalText, requireText } from './input-text.ts';
import { parseSerial } from './serial-text.ts';

/**
 * Checks what a desk wants to record. A serial that can be none is left to the record, which knows no such form.
 *
 * @throws BAD_USER_INPUT that names the field
 */
export function readHandoverInput(input: RecordDiplomaHandoverInput): HandoverWork {
  const { collectedBy, evidence, studentId = null } = input;
  const reference = optionalText(evidence.reference, 'evidence.reference', 64);
  const delegateName = optionalText(evidence.delegateName, 'evidence.delegateName', 64);
  if (reference !== null && isIdentityNumber(reference))
    throw badInput('evidence.reference', '不能是身份证号', 'must not be an identity number');
  if (collectedBy === 'MAIL' && reference === null)
    throw badInput(
      'evidence.reference',
      '邮寄时必填：邮件单号',
      'is needed for MAIL: the number of the parcel',
    );
  if (collectedBy === 'DELEGATE' && delegateName === null)
    throw badInput(
      'evidence.delegateName',
      '委托他人领取时必填：代领人姓名',
      'is needed for DELEGATE: who collects',
    );
  if (collectedBy !== 'DELEGATE' && delegateName !== null)
    throw badInput('evidence.delegateName', '只在委托他人领取时填写', 'is for DELEGATE only');
  return {
    serial: parseSerial(input.serial),
    presentedBy: studentId === null ? null : requireStudentNumber(studentId),
    desk: requireText(input.desk, 'desk', 64),
    collectedBy,
    document: evidence.document,
    reference,
    delegateName,
  };
}
