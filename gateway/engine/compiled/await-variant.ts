import { type ExecutionResult, GraphQLError } from 'graphql';
import { type ErrorCode, errorTable, sentenceFor } from '../../request/errors.ts';
import { onAbort } from '../../upstream/on-abort.ts';
import { maySeePlan } from '../explain/may-see-plan.ts';
import type { FetchContext } from '../planned-fetch.ts';
import { NobodyPlans, NotPlanned } from '../planner/not-planned.ts';
import type { Variant } from './compile-variant.ts';

/**
 * Runs a variant when it is planned. An operation that nobody can plan, or not in the time of its request, is refused before
 * anything is fetched; a later request finds the plan that comes of it. Why it cannot be planned names fields, hidden ones
 * too, and is told to those who may see plans.
 */
export async function awaitVariant(
  planning: Promise<Variant>,
  { signal, viewer }: Pick<FetchContext, 'signal' | 'viewer'>,
  run: (variant: Variant) => ExecutionResult | Promise<ExecutionResult>,
): Promise<ExecutionResult> {
  const late = Promise.withResolvers<null>();
  const stop = onAbort(signal, () => late.resolve(null));
  if (signal.aborted) late.resolve(null);
  try {
    const variant = await Promise.race([planning, late.promise]);
    return variant === null ? refusal('OVERLOADED') : await run(variant);
  } catch (error) {
    if (error instanceof NobodyPlans) return refusal('OVERLOADED');
    if (error instanceof NotPlanned)
      return refusal('OPERATION_NOT_PLANNED', maySeePlan(viewer) ? error.message : undefined);
    throw error;
  } finally {
    stop();
  }
}

function refusal(code: ErrorCode, reason?: string): ExecutionResult {
  const sentence = sentenceFor(code);
  const { cureZh, cureEn } = errorTable[code];
  const why = reason === undefined ? '' : ` ${cureZh}。 ${cureEn}: ${reason}`;
  return { errors: [new GraphQLError(sentence + why, { extensions: { code } })] };
}
