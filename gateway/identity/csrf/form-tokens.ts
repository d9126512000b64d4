import { Tokens } from '@fastify/csrf';
import type { FastifyRequest } from 'fastify';
import type { Sessions } from '../sessions/sessions.ts';

/** What forms of one request's person carry, so that no other site can post them. */
export interface FormGuard {
  /** For a form that is about to be shown; empty where there is no session to protect. */
  readonly token: () => string;
  /** Whether a posted form carries one of this session's. */
  readonly isGenuine: (given: unknown) => boolean;
}

/** Reads what guards the forms of whoever asks. */
export type ReadFormGuard = (request: FastifyRequest) => Promise<FormGuard>;

/** No browser sends `Authorization` of its own accord, so no other site posts with it. */
const unforgeable: FormGuard = { token: () => '', isGenuine: () => true };
const strangers: FormGuard = { token: () => '', isGenuine: () => false };

/** Guards by the secret of the session, the same that the forms of login and logout are checked by. */
export function createReadFormGuard(sessions: Pick<Sessions, 'read'> | null): ReadFormGuard {
  const tokens = new Tokens({});
  return async (request) => {
    if (request.headers.authorization !== undefined) return unforgeable;
    const read = (await sessions?.read(request, 'passive')) ?? { kind: 'none' };
    const secret = read.kind === 'person' ? read.formSecret : null;
    if (secret === null) return strangers;
    return {
      token: () => tokens.create(secret),
      isGenuine: (given) => typeof given === 'string' && tokens.verify(secret, given),
    };
  };
}
