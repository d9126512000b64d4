import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { faultFields } from '../observe/log.ts';
import type { ErrorCode } from '../request/errors.ts';
import { errorBody, statusFor } from '../request/format-error.ts';
import { type ConnectionLimits, connectionLimits, defaultConnectionLimits } from './connection-limits.ts';
import { notesOf } from './log-notes.ts';
import { answerExpectations, namesOneHost } from './odd-requests.ts';
import { refuse } from './refuse.ts';
import { securityHeaders } from './security-headers.ts';

/** What the HTTP side is made with. */
export interface AppParts {
  readonly log: FastifyBaseLogger;
  /** A new request id. */
  readonly newId: () => string;
  readonly maxBodyBytes: number;
  /** Whose `X-Forwarded-For` says who the client is. */
  readonly trustedProxies?: readonly string[];
  /** Where people reach the gateway; null: by http, on this machine. */
  readonly publicUrl?: string | null;
  readonly connections?: ConnectionLimits;
}

const CALLERS_ID = /^[A-Za-z0-9._-]{8,64}$/;

const codes: Partial<Record<number, ErrorCode>> = {
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  406: 'NOT_ACCEPTABLE',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
};

const PROBES = new Set(['/livez', '/readyz', '/metrics']);

/**
 * A Fastify without routes that takes JSON bodies only, answers every refusal as JSON with a code of the table, gives
 * each request an id (the client's, if it is 8 to 64 plain characters) and logs one line per response, without its
 * query string.
 */
export function createApp(parts: AppParts): FastifyInstance {
  const { log, newId, maxBodyBytes, trustedProxies = [], publicUrl = null } = parts;
  const headers = securityHeaders(publicUrl);
  const app = Fastify({
    ...connectionLimits(parts.connections ?? defaultConnectionLimits, newId, headers),
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    // Whoever logs says of which request; nobody needs a logger for each.
    childLoggerFactory: (logger) => logger,
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    // No hook has run for what is no address.
    frameworkErrors: (error, request, reply) =>
      answerFault(error, request, reply.headers({ ...headers, 'x-request-id': request.id })),
    bodyLimit: maxBodyBytes,
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    genReqId: ({ headers }) => {
      const given = headers['x-request-id'];
      return typeof given === 'string' && CALLERS_ID.test(given) ? given : newId();
    },
  });
  app.removeContentTypeParser('text/plain');
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ ...headers, 'x-request-id': request.id });
    return namesOneHost(request.raw) ? undefined : refuse(reply, { code: 'BAD_REQUEST' });
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const ms = Math.round(reply.elapsedTime);
    const entry = {
      requestId: request.id,
      method,
      route: routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms,
      ...notesOf(request),
    };
    // Probes ask every second for ever.
    if (PROBES.has(entry.route)) log.debug(entry, 'request');
    else log.info(entry, 'request');
  });
  answerExpectations(app, headers, newId);
  endConnectionsWhileClosing(app);
  app.setNotFoundHandler((request, reply) => reply.code(404).send(errorBody('NOT_FOUND', request.id)));
  app.setErrorHandler(answerFault);
  return app;

  function answerFault(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
    const status = error.statusCode ?? 500;
    const code = codes[status] ?? (status < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR');
    if (code === 'INTERNAL_SERVER_ERROR')
      log.error({ requestId: request.id, ...faultFields(error) }, 'unexpected fault');
    return reply.code(statusFor(code)).send(errorBody(code, request.id));
  }
}

/** Without these Fastify loads its validator, which takes longer than the rest of it, for routes that have no schema. */
function noSchemas(): never {
  throw new Error("A route of the gateway checks its own input; a schema would need Fastify's compilers.");
}

// A kept-alive connection that was busy when closing began would otherwise hold the server open until it idles out.
function endConnectionsWhileClosing(app: FastifyInstance): void {
  let isClosing = false;
  app.addHook('preClose', async () => {
    isClosing = true;
  });
  app.addHook('onSend', async (_request, reply) => {
    if (isClosing) reply.header('connection', 'close');
  });
}
