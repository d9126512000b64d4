import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import type { LoginFinish } from '../login-adapter.ts';

const AWAY = new Set(['server_error', 'temporarily_unavailable', 'OAUTH_TIMEOUT', 'OAUTH_ABORT']);
const PLAIN = /^[A-Za-z0-9_]{1,64}$/;

/** Whether a login that failed does not hold, or could not be checked; the reason is a code, never the provider's text. */
export function judgeOidcFault(error: unknown): Exclude<LoginFinish, { kind: 'person' }> {
  const { code, status } = readFault(error);
  if (AWAY.has(code) || status >= 500) return { kind: 'unavailable' };
  // What fetch throws when nobody answers.
  if (error instanceof TypeError) return { kind: 'unavailable' };
  return { kind: 'refused', reason: PLAIN.test(code) ? code : 'unknown' };
}

function readFault(error: unknown): { code: string; status: number } {
  if (error instanceof AuthorizationResponseError) return { code: error.error, status: 0 };
  if (error instanceof ResponseBodyError) return { code: error.error, status: error.status };
  if (!(error instanceof ClientError)) return { code: 'unknown', status: 0 };
  const { cause } = error;
  return { code: error.code ?? 'unknown', status: cause instanceof Response ? cause.status : 0 };
}
