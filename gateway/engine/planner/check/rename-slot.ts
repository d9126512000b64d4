import type { Rewrite } from '../plan.ts';
import { addSlot, follow, type Objects } from './place.ts';

/** Gives the key at the end of a rewrite's path its other name; what sets a value changes no key. */
export function applyRename(answer: Objects, rewrite: Rewrite): void {
  if (rewrite.kind !== 'rename') return;
  const [last, ...before] = [...rewrite.path].reverse();
  if (last?.kind !== 'key') return;
  const path = before
    .reverse()
    .map((part) => (part.kind === 'key' ? { kind: 'field' as const, key: part.key } : part));
  for (const { place, types } of follow([answer], path)) {
    const renamed = place.slots.filter(({ key, types: on }) => key === last.key && !on.isDisjointFrom(types));
    for (const slot of renamed) {
      place.slots.splice(place.slots.indexOf(slot), 1);
      addSlot(place, { ...slot, key: rewrite.to });
    }
  }
}
