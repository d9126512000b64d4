import { type DeskCheck, type FormText, verdictAtDesk } from './check-at-desk.ts';
import type { RecentForm } from './desk-memory.ts';
import type { HandoverOutcome } from './record-handover.ts';

/** What lies on the desk. */
export type OnDesk =
  | { readonly kind: 'nothing'; readonly remark?: 'notAForm' | 'cardFirst' }
  | { readonly kind: 'checking'; readonly form: FormText }
  | { readonly kind: 'checked'; readonly check: DeskCheck; readonly remark?: 'notAForm' }
  | { readonly kind: 'recording'; readonly check: DeskCheck }
  | { readonly kind: 'recorded'; readonly check: DeskCheck; readonly outcome: HandoverOutcome };

/** The form that is on the desk, for checking it again or with a card. */
export function formOnDesk(onDesk: OnDesk): FormText | null {
  if (onDesk.kind === 'nothing') return null;
  return onDesk.kind === 'checking' ? onDesk.form : onDesk.check.form;
}

/** The student whose form lies on the desk; null where it is not known. */
export function ownerOnDesk(onDesk: OnDesk): string | null {
  if (!('check' in onDesk)) return null;
  const { server, shown } = onDesk.check;
  return (server.kind === 'said' ? server.verification.studentId : null) ?? shown.owner;
}

/** The line of the list for a check; null where it is not known whose form it was. */
export function recentOf(check: DeskCheck, now: Date): RecentForm | null {
  if (check.server.kind !== 'said' || check.server.verification.serial === null) return null;
  const { serial, maskedName } = check.server.verification;
  return { at: now.toISOString(), serial, maskedName: maskedName ?? '', verdict: verdictAtDesk(check) };
}
