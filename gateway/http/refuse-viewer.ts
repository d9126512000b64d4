import type { FastifyReply } from 'fastify';
import { errorBody, statusFor } from '../request/format-error.ts';
import type { ViewerRead } from '../request/viewer.ts';

const RETRY_AFTER_S = 2;

/** Answers a request whose viewer is not known: 401 where what it says does not hold, 503 where nobody could be asked. */
export function refuseViewer(
  reply: FastifyReply,
  { kind }: Exclude<ViewerRead, { kind: 'known' }>,
): FastifyReply {
  const code = kind === 'refused' ? 'UNAUTHENTICATED' : 'IDENTITY_UNAVAILABLE';
  if (kind === 'refused') reply.header('www-authenticate', 'Bearer');
  else reply.header('retry-after', RETRY_AFTER_S);
  return reply.code(statusFor(code)).send(errorBody(code, reply.request.id));
}
