import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Whether a program posts; what a plain form can post needs the token of forms. */
export function isJson({ headers }: FastifyRequest): boolean {
  return /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '');
}

/** A check before the handler: JSON passes (another site cannot send it unasked), everything else needs its token. */
export function formToken(scope: FastifyInstance) {
  return (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    if (isJson(request)) done();
    else scope.csrfProtection(request, reply, done);
  };
}
