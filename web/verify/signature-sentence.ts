import type { Bilingual } from '../texts/language.ts';
import { verifyTexts } from '../texts/verify.ts';
import type { SignatureCheck } from './check-signature.ts';

/** What is known of a signature. @param signed whether the service checked it, too */
export function signatureSentence(check: SignatureCheck | null, signed: boolean): Bilingual {
  switch (check) {
    case null:
      return verifyTexts.signatureNone;
    case 'good':
      return verifyTexts.signatureGood;
    case 'bad':
      return verifyTexts.signatureBad;
    case 'unsupported':
    case 'no-keys':
    case 'unknown-key':
      return signed ? verifyTexts.signatureByServer : notChecked[check];
    default:
      return check satisfies never;
  }
}

const notChecked = {
  unsupported: verifyTexts.signatureUnsupported,
  'no-keys': verifyTexts.signatureNoKeys,
  'unknown-key': verifyTexts.signatureUnknownKey,
};
