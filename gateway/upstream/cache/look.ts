import type { CachedValue, Slot } from './cached-value.ts';
import type { Moment } from './guard.ts';
import type { Memory } from './memory.ts';
import type { RedisTier } from './redis-tier.ts';

/** What was known of a slot before its department was asked; needed to store what the department says. */
export interface Look {
  readonly found: CachedValue | null;
  readonly moment: Moment;
  /** Null: Redis could not be asked, or there is none. */
  readonly ticket: string | null;
}

/** The looks with what Redis has of those slots that are not fresh in this process; what it has is remembered here, too. */
export async function lookFurther(
  slots: readonly Slot[],
  known: readonly Look[],
  { redis, memory, now }: { readonly redis: RedisTier; readonly memory: Memory; readonly now: () => Date },
): Promise<readonly Look[]> {
  const isAhead = (instant: number | undefined) => instant !== undefined && instant > now().getTime();
  const asked = [...slots.entries()].filter(([index]) => !isAhead(known[index]?.found?.freshUntil));
  const answers = await redis.look(asked.map(([, slot]) => slot));
  const looks = [...known];
  for (const [position, [index, slot]] of asked.entries()) {
    const [look, answer] = [known[index], answers[position]];
    if (look === undefined || answer == null) continue;
    const { ticket, found } = answer;
    const isUsable = found !== null && isAhead(found.usableUntil) && memory.allows(slot, found);
    if (isUsable) memory.keep(slot, look.moment, found);
    looks[index] = { ...look, ticket, found: isUsable ? found : look.found };
  }
  return looks;
}
