import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { errorBody, statusFor } from '../request/format-error.ts';

/**
 * Whether a request says once whom it asks, as HTTP/1.1 wants it (RFC 9112, 3.2): of two names a proxy may have believed the
 * other one.
 */
export function namesOneHost({ rawHeaders, httpVersion }: IncomingMessage): boolean {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) if (rawHeaders[at]?.toLowerCase() === 'host') hosts++;
  return hosts === 1 || (hosts === 0 && httpVersion === '1.0');
}

/** Refuses, as JSON, what expects something of the server that is not `100-continue`. */
export function answerExpectations(
  app: FastifyInstance,
  headers: Readonly<Record<string, string>>,
  newId: () => string,
): void {
  app.server.on('checkExpectation', (_request, response) => {
    const requestId = newId();
    const body = JSON.stringify(errorBody('BAD_REQUEST', requestId));
    response.writeHead(statusFor('BAD_REQUEST'), {
      ...headers,
      'x-request-id': requestId,
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      connection: 'close',
    });
    response.end(body);
  });
}
