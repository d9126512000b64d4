import type { FastifyReply } from 'fastify';
import type { ErrorCode } from '../request/errors.ts';
import { errorBody, statusFor } from '../request/format-error.ts';

/** Why a request goes no further. */
export interface Refusal {
  readonly code: ErrorCode;
  /** Instead of the table's sentence. */
  readonly message?: string | undefined;
  /** Seconds after which the same may be asked again. */
  readonly retryAfter?: number | undefined;
}

/** Answers with the code's status and JSON; with `Retry-After`, and the same in `extensions`, where time helps. */
export function refuse(reply: FastifyReply, { code, message, retryAfter }: Refusal): FastifyReply {
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
  return reply.code(statusFor(code)).send(errorBody(code, reply.request.id, message, retryAfter));
}
