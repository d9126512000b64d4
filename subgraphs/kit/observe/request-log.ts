import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const CALLERS_ID = /^[A-Za-z0-9._-]{8,64}$/;
const PROBES = new Set(['/livez', '/readyz', '/metrics']);

/** Nothing logs headers; should something ever do, these of them are left out. */
const SECRETS = ['authorization', 'cookie', '["idempotency-key"]'];

/** What the log leaves out whoever writes it: secrets, and of errors the text, in which a database repeats rows. */
export const logNets = {
  redact: {
    paths: SECRETS.flatMap((name) => {
      const dotted = name.startsWith('[') ? name : `.${name}`;
      return [name, ...['headers', '*', '*.headers'].map((parent) => `${parent}${dotted}`)];
    }),
    censor: '[left out]',
  },
  serializers: {
    err: ({ name }: Error) => ({ type: name, message: '[left out]', stack: '' }),
  },
};

/** The id that the gateway gave the request, if it is 8 to 64 plain characters; else `newId()`. */
export function requestIdOf({ headers }: IncomingMessage, newId: () => string): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && CALLERS_ID.test(given) ? given : newId();
}

/** Logs one line for each answer: what was asked for, without its query string, and how it ended. Probes only when debugging. */
export function logRequests(
  app: FastifyInstance,
  traceIdOf: (request: FastifyRequest) => string | undefined,
): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const traceId = traceIdOf(request);
    const entry = {
      requestId: request.id,
      ...(traceId !== undefined && { traceId }),
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    };
    if (PROBES.has(route)) app.log.debug(entry, 'request');
    else app.log.info(entry, 'request');
  });
}
