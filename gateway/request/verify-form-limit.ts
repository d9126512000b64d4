import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { type DocumentNode, GraphQLError, type OperationDefinitionNode } from 'graphql';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { toldAddress } from './client-address.ts';
import type { OperationContext } from './operation-context.ts';
import { callerOf, secondsToWait } from './rates.ts';
import { countResults, rootFields } from './root-fields.ts';

/** Checks of forms that one caller may ask for in a minute: all at once, or one after the other. */
export interface VerifyFormLimits {
  /** Per person, and per address for callers who are not logged in. */
  readonly perMinute: number;
  /** Per person at a diploma desk, which sees a graduate every few seconds in the last week of June. */
  readonly deskPerMinute: number;
}

/** What holds unless a test says otherwise. */
export const verifyFormLimits: VerifyFormLimits = { perMinute: 30, deskPerMinute: 300 };

const FIELD = 'verifyForm';
const MINUTE_S = 60;

/**
 * Refuses operations that ask for more checks of forms than their caller may: RATE_LIMITED, status 429, `Retry-After`
 * and `extensions.retryAfter` in seconds; nothing of them executes. Every `verifyForm` at the root counts, aliases and
 * those of fragments too. Counted in this process, from the first check of a minute on.
 */
export function verifyFormLimit(
  limits: VerifyFormLimits = verifyFormLimits,
): ApolloServerPlugin<OperationContext> {
  const everybody = new RateLimiterMemory({ points: limits.perMinute, duration: MINUTE_S });
  const desk = new RateLimiterMemory({ points: limits.deskPerMinute, duration: MINUTE_S });
  return {
    async requestDidStart() {
      let retryAfter: number | null = null;
      return {
        async didResolveOperation({ document, operation, contextValue: { viewer }, request }) {
          const checks = countChecks(document, operation);
          if (checks === 0) return;
          const limiter = viewer.kind === 'person' && viewer.role === 'desk' ? desk : everybody;
          const caller = callerOf(viewer, toldAddress(request.http?.headers));
          retryAfter = await secondsToWait(limiter, caller, checks);
          if (retryAfter !== null) throw tooMany(retryAfter);
        },
        async willSendResponse({ response: { body } }) {
          if (retryAfter === null || body.kind !== 'single') return;
          for (const error of body.singleResult.errors ?? [])
            if (error.extensions) Object.assign(error.extensions, { retryAfter });
        },
      };
    },
  };
}

function countChecks(document: DocumentNode, operation: OperationDefinitionNode | undefined): number {
  if (operation?.operation !== 'query') return 0;
  return countResults(rootFields(document, operation).filter(({ name }) => name.value === FIELD));
}

function tooMany(seconds: number): GraphQLError {
  return new GraphQLError(
    `核验过于频繁，请在 ${seconds} 秒后再试。 Too many checks of forms; try again in ${seconds} seconds.`,
    {
      extensions: {
        code: 'RATE_LIMITED',
        retryable: true,
        http: { status: 429, headers: new HeaderMap([['retry-after', String(seconds)]]) },
      },
    },
  );
}
