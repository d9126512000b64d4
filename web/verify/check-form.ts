import { VerifyFormDocument } from '../graph.generated/graphql.ts';
import type { Verification } from '../show/form/verification.tsx';
import { askPatiently } from './ask-patiently.ts';
import { checkSignature, type SignatureCheck } from './check-signature.ts';
import { readClaim } from './claim.ts';

/** What somebody wants checked: what a QR code said, or a serial that was typed. */
export type Asked = { readonly kind: 'code' | 'serial'; readonly text: string };

/** What the service said, or why it said nothing. */
export type ServerSaid =
  | { readonly kind: 'said'; readonly verification: Verification }
  | { readonly kind: 'busy' | 'unanswered' };

/** A check of a form: by this device (null for a typed serial), and by the service. */
export interface FormCheck {
  readonly asked: Asked;
  readonly signature: SignatureCheck | null;
  readonly server: ServerSaid;
}

/** `unreadable`: the code is no form's, and nobody was asked. */
export async function checkForm(asked: Asked): Promise<FormCheck | { readonly kind: 'unreadable' }> {
  const claim = asked.kind === 'code' ? readClaim(asked.text) : null;
  if (asked.kind === 'code' && claim === null) return { kind: 'unreadable' };
  const [signature, server] = await Promise.all([
    claim === null ? null : checkSignature(claim),
    askService(asked),
  ]);
  return { asked, signature, server };
}

async function askService({ kind, text }: Asked): Promise<ServerSaid> {
  const answer = await askPatiently(VerifyFormDocument, {
    code: kind === 'code' ? text : null,
    serial: kind === 'serial' ? text : null,
  });
  if (answer.kind === 'busy') return { kind: 'busy' };
  const verification = answer.kind === 'data' ? answer.data.verifyForm : null;
  return verification ? { kind: 'said', verification } : { kind: 'unanswered' };
}
