import { VerifyFormAtDeskDocument, type VerifyFormAtDeskQuery } from '../graph.generated/graphql.ts';
import type { BigVerdictOf } from '../show/form/big-verdict.tsx';
import { askPatiently } from '../verify/ask-patiently.ts';
import { checkSignature, type SignatureCheck } from '../verify/check-signature.ts';
import { readClaim } from '../verify/claim.ts';

/** What the service says of a form to a desk. */
export type DeskVerification = NonNullable<VerifyFormAtDeskQuery['verifyForm']>;

/** The form in question. */
export type FormText = { readonly kind: 'code' | 'serial'; readonly text: string };

/** The card that was shown with a form, and whose form it was before anybody looked at the card. */
export interface Shown {
  readonly card: string | null;
  readonly owner: string | null;
}

/** A check: by the service, or, without it, of the signature alone. */
export interface DeskCheck {
  readonly form: FormText;
  /** Null: a typed serial has none. */
  readonly signature: SignatureCheck | null;
  readonly shown: Shown;
  readonly server:
    | { readonly kind: 'said'; readonly verification: DeskVerification }
    | { readonly kind: 'unanswered' | 'busy' | 'logged-out' };
}

/** Checks a form at this desk; never rejects. */
export async function checkAtDesk(form: FormText, shown: Shown): Promise<DeskCheck> {
  const claim = form.kind === 'code' ? readClaim(form.text) : null;
  const [signature, answer] = await Promise.all([
    claim === null ? null : checkSignature(claim),
    askPatiently(VerifyFormAtDeskDocument, {
      code: form.kind === 'code' ? form.text : null,
      serial: form.kind === 'serial' ? form.text : null,
      presentedBy: shown.card,
    }),
  ]);
  const verification = answer.kind === 'data' ? answer.data.verifyForm : null;
  if (verification) return { form, signature, shown, server: { kind: 'said', verification } };
  const kind = answer.kind === 'busy' || answer.kind === 'logged-out' ? answer.kind : 'unanswered';
  return { form, signature, shown, server: { kind } };
}

/** The verdict in one word. A signature that is wrong here outweighs what the service said; a good one alone is no pass. */
export function verdictAtDesk({ signature, server }: DeskCheck): BigVerdictOf {
  if (signature === 'bad') return 'FORGED';
  if (server.kind === 'said') return server.verification.verdict;
  return signature === 'good' ? 'SIGNATURE_ONLY' : 'UNKNOWN';
}

/** Whether the service says that the form holds, now: only then can a hand-over be recorded. */
export function mayHandOver(check: DeskCheck): boolean {
  return verdictAtDesk(check) === 'VALID';
}
