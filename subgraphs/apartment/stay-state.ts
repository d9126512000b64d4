import type { StayFacts } from './facts.ts';

/** How far a checkout has come. */
export type StayState = 'OPEN' | 'INCOMPLETE' | 'AHEAD' | 'ENDED';

/**
 * The state of one stay: OPEN without date and handler, INCOMPLETE with one of them (requirements D12), AHEAD until the
 * date arrives (D15), else ENDED.
 *
 * @param today day in Asia/Shanghai, `YYYY-MM-DD`
 */
export function stayStateOf(stay: StayFacts, today: string): StayState {
  const hasHandler = handlerOf(stay) !== null;
  if (stay.checkoutDate === null) return hasHandler ? 'INCOMPLETE' : 'OPEN';
  if (!hasHandler) return 'INCOMPLETE';
  // ISO days compare as text.
  return stay.checkoutDate > today ? 'AHEAD' : 'ENDED';
}

/** Who handled the checkout; a blank name is nobody. */
export function handlerOf({ handler }: Pick<StayFacts, 'handler'>): string | null {
  return handler?.trim() || null;
}
