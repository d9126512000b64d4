import { z } from 'zod';
import { defaultQueryLimits, type QueryLimits } from './limits/query-limits.ts';
import { defaultRates, type RateLimits } from './rates.ts';

/** What of the environment says how much one caller may ask. */
export interface LimitsConfig {
  readonly rates: RateLimits;
  readonly queryLimits: QueryLimits;
}

/** A configuration, or every fault of it, one sentence each. */
export type LimitsConfigRead =
  | { readonly kind: 'config'; readonly config: LimitsConfig }
  | { readonly kind: 'faulty'; readonly faults: readonly string[] };

const MOST = 1_000_000;
const count = (otherwise: number) =>
  z.coerce.number('must be a number').int().min(1).max(MOST).default(otherwise);
const {
  characters,
  tokens,
  // More, and the parser runs out of stack: no operator's choice.
  brackets,
  depth,
  aliases,
  rootFields,
  directives,
  fields,
  cost,
  rowsOfList,
} = defaultQueryLimits;
const settings = z.object({
  RATE_PER_SECOND: count(defaultRates.perSecond),
  RATE_BURST: count(defaultRates.burst),
  QUERY_CHARACTERS: count(characters),
  QUERY_TOKENS: count(tokens),
  QUERY_DEPTH: count(depth),
  QUERY_ALIASES: count(aliases),
  QUERY_ROOT_FIELDS: count(rootFields),
  QUERY_DIRECTIVES: count(directives),
  QUERY_FIELDS: count(fields),
  QUERY_COST: count(cost),
});

/**
 * Reads `RATE_PER_SECOND`, `RATE_BURST` (at least as many as a second's) and `QUERY_*`, whole numbers from 1 to a million; what is not set, or
 * empty, has its default.
 */
export function readLimitsConfig(env: Readonly<Record<string, string | undefined>>): LimitsConfigRead {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => Boolean(value)));
  const read = settings.safeParse(given);
  if (!read.success)
    return {
      kind: 'faulty',
      faults: read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
    };
  const said = read.data;
  if (said.RATE_BURST < said.RATE_PER_SECOND)
    return {
      kind: 'faulty',
      faults: [`RATE_BURST: "${said.RATE_BURST}" is less than a second's rate, ${said.RATE_PER_SECOND}`],
    };
  return {
    kind: 'config',
    config: {
      rates: { perSecond: said.RATE_PER_SECOND, burst: said.RATE_BURST },
      queryLimits: {
        characters: said.QUERY_CHARACTERS,
        tokens: said.QUERY_TOKENS,
        brackets,
        depth: said.QUERY_DEPTH,
        aliases: said.QUERY_ALIASES,
        rootFields: said.QUERY_ROOT_FIELDS,
        directives: said.QUERY_DIRECTIVES,
        fields: said.QUERY_FIELDS,
        cost: said.QUERY_COST,
        rowsOfList,
      },
    },
  };
}
