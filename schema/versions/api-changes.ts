import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

/** What changed between two API schemas, in sentences: what breaks a client, what may, and how many changes cannot. */
export interface ApiChanges {
  readonly breaking: readonly string[];
  readonly dangerous: readonly string[];
  readonly harmless: number;
}

/**
 * The changes from the SDL `released` to the SDL `current`, judged by GraphQL Inspector's default rules.
 * A removed or narrowed thing breaks; a new enum value or union member is dangerous. Throws where SDL is not valid.
 */
export async function compareApis(released: string, current: string): Promise<ApiChanges> {
  const changes = await diff(buildSchema(released), buildSchema(current));
  const messages = (level: CriticalityLevel) =>
    changes.filter(({ criticality }) => criticality.level === level).map(({ message }) => message);
  return {
    breaking: messages(CriticalityLevel.Breaking),
    dangerous: messages(CriticalityLevel.Dangerous),
    harmless: messages(CriticalityLevel.NonBreaking).length,
  };
}
