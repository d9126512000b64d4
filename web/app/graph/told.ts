import type { Bilingual } from '../../texts/language.ts';
import { toldTexts } from '../../texts/site.ts';
import type { Answer } from './answer.ts';

/** What became of a request, with a sentence for whoever made it where nothing came of it. */
export type Told<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'not-done'; readonly why: Bilingual; readonly isLoggedOut?: true };

/** Reads an answer as something done or not. @param read null: the answer holds nothing that can be used */
export function told<Data, Value>(
  answer: Answer<Data>,
  read: (data: Data) => Told<Value> | null,
): Told<Value> {
  if (answer.kind === 'logged-out') return { kind: 'not-done', why: toldTexts.loggedOut, isLoggedOut: true };
  if (answer.kind !== 'data') return { kind: 'not-done', why: toldTexts.failed };
  // What is wrong with an input, the service says in both languages.
  const [fault] = answer.faults;
  if (fault?.extensions?.code === 'BAD_USER_INPUT')
    return { kind: 'not-done', why: { zh: fault.message, en: fault.message } };
  if (fault !== undefined) return { kind: 'not-done', why: toldTexts.failed };
  return read(answer.data) ?? { kind: 'not-done', why: toldTexts.failed };
}

/** That it was done. */
export function done<Value>(value: Value): Told<Value> {
  return { kind: 'done', value };
}

/** What the graph's `Problem` says; null where there is none. */
export function refused(
  problem: { readonly message?: Bilingual } | null | undefined,
): { readonly kind: 'not-done'; readonly why: Bilingual } | null {
  return problem?.message === undefined ? null : { kind: 'not-done', why: problem.message };
}
