import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Labels, labelsSchema, type Profile, profileSchema } from './profile-schema.ts';

/** The configuration of the service: one profile joined with one label mapping. Read once, never changed. */
export type ServiceProfile = Profile & { readonly labels: Labels };

const DIRECTORY = new URL('../../../data/profiles/', import.meta.url);

/**
 * Reads and validates a profile and a label mapping.
 *
 * @param profile `current` or `2020`: `data/profiles/<profile>.yml`
 * @param labels `guide-text` or `guide-figures`: `data/profiles/labels-<labels>.yml`
 * @throws Error that lists every fault with the file and the key
 */
export function loadProfile(profile: string, labels: string, directory: URL = DIRECTORY): ServiceProfile {
  return {
    ...readYaml(new URL(`${profile}.yml`, directory), profileSchema),
    labels: readYaml(new URL(`labels-${labels}.yml`, directory), labelsSchema),
  };
}

/**
 * Hours after which a copy of a department's data no longer counts.
 *
 * @throws Error where the profile does not say: a mistake of configuration, found at start
 */
export function maxAgeHoursOf(profile: ServiceProfile, code: string): number {
  const hours = profile.maxAgeHours[code];
  if (hours === undefined) throw new Error(`The profile ${profile.profile} has no maxAgeHours.${code}`);
  return hours;
}

function readYaml<T>(file: URL, schema: z.ZodType<T>): T {
  const result = schema.safeParse(parse(readFileSync(file, 'utf8')));
  if (result.success) return result.data;
  throw new Error(`${file.pathname} is not a valid configuration:\n${z.prettifyError(result.error)}`);
}
