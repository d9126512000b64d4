import { ask } from '../app/graph/ask.ts';
import {
  type CollectedBy,
  type HandoverDocument,
  RecordDiplomaHandoverDocument,
  type RecordDiplomaHandoverMutation,
} from '../graph.generated/graphql.ts';
import type { handoverTexts } from '../texts/desk.ts';

/** What is filled in at the desk. */
export interface HandoverDraft {
  readonly collectedBy: CollectedBy;
  readonly document: HandoverDocument;
  readonly delegateName: string;
  readonly reference: string;
  /** The officer compared a document. */
  readonly compared: boolean;
}

type Payload = NonNullable<RecordDiplomaHandoverMutation['recordDiplomaHandover']>;

/** What became of a hand-over. */
export type HandoverOutcome = Payload | { readonly __typename: 'refused' | 'loggedOut' | 'unknown' };

/** Eighteen characters as on Chinese identity cards: they must not be kept. */
const ID_NUMBER = /\d{17}[\dXx]/;

/** What is still missing, or null; the service checks the same. */
export function missingIn(
  draft: HandoverDraft,
  desk: string,
  cardMatches: boolean,
): keyof typeof handoverTexts | null {
  if (desk === '') return 'missingDesk';
  if (ID_NUMBER.test(draft.reference) || ID_NUMBER.test(draft.delegateName)) return 'idNumber';
  if (draft.collectedBy === 'DELEGATE' && draft.delegateName.trim() === '') return 'missingDelegate';
  if (draft.collectedBy === 'MAIL' && draft.reference.trim() === '') return 'missingReference';
  const isKnown = draft.compared || (cardMatches && draft.collectedBy === 'SELF');
  return isKnown ? null : 'missingIdentity';
}

/** Records it; never rejects. `unknown`: no answer came, and it may have been recorded. */
export async function recordHandover(
  draft: HandoverDraft,
  { serial, card, desk }: { readonly serial: string; readonly card: string | null; readonly desk: string },
): Promise<HandoverOutcome> {
  const { collectedBy, document, delegateName, reference } = draft;
  const evidence = {
    document,
    reference: reference.trim() || null,
    delegateName: collectedBy === 'DELEGATE' ? delegateName.trim() : null,
  };
  const input = { serial, studentId: card, desk, collectedBy, evidence };
  const answer = await ask(RecordDiplomaHandoverDocument, { input }, { kind: 'change' });
  if (answer.kind === 'data' && answer.data.recordDiplomaHandover) return answer.data.recordDiplomaHandover;
  if (answer.kind === 'logged-out') return { __typename: 'loggedOut' };
  if (answer.kind === 'unanswered') return { __typename: 'unknown' };
  const codes = answer.kind === 'data' ? answer.faults.map(({ extensions }) => extensions?.code) : [];
  const isDoubtful = codes.some(
    (code) => code?.startsWith('DEPARTMENT_') || code === 'INTERNAL_SERVER_ERROR',
  );
  return { __typename: isDoubtful || answer.kind === 'busy' ? 'unknown' : 'refused' };
}
