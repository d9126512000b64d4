import type { Representation } from '../settle-answer.ts';

/**
 * A text that is the same for representations that ask for the same entity with the same inputs. Two that differ in
 * nothing but the order of their fields may have different texts.
 */
export function textOf(representation: Representation): string {
  return JSON.stringify(representation);
}

/** How long a representation is as JSON, about. */
export function charactersOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 5;
  let characters = 2;
  for (const key in value) characters += key.length + 4 + charactersOf((value as Representation)[key]);
  return characters;
}

/** Whether a representation has two fields and no more: of a type name and an id, nothing beside them. */
export function hasTwoFields(representation: Representation): boolean {
  let fields = 0;
  for (const _ in representation) if (++fields > 2) return false;
  return fields === 2;
}
