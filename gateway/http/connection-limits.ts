import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyHttpOptions } from 'fastify';
import type { ErrorCode } from '../request/errors.ts';
import { errorBody, statusFor } from '../request/format-error.ts';

/** How long a connection may take, and how much it may say, before there is a request. */
export interface ConnectionLimits {
  /** Headers of a request together, bytes. */
  readonly headerBytes: number;
  /** From the first byte of a request to its last, milliseconds. */
  readonly requestMs: number;
  /** How often connections are looked at for that, milliseconds. */
  readonly checkMs: number;
  /** How long an idle connection is kept, milliseconds: longer than proxies keep theirs (60 s), or they send into a closed one. */
  readonly keepAliveMs: number;
}

/** What holds unless a test says otherwise. */
export const defaultConnectionLimits: ConnectionLimits = {
  headerBytes: 16 * 1024,
  requestMs: 8_000,
  checkMs: 1_000,
  keepAliveMs: 72_000,
};

type ServerLimits = Pick<
  FastifyHttpOptions<Server>,
  'requestTimeout' | 'keepAliveTimeout' | 'http' | 'clientErrorHandler'
>;

const CODES: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
};
const REASONS: Partial<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};

/**
 * Options of a Fastify that holds connections to these limits, and answers what never became a request as JSON with a code
 * of the table (400, 408, 431), then closes. What is answered already is not waited for: streams stay open.
 *
 * @param headers of every answer
 */
export function connectionLimits(
  limits: ConnectionLimits,
  newId: () => string,
  headers: Readonly<Record<string, string>>,
): ServerLimits {
  return {
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    http: {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.requestMs,
      connectionsCheckingInterval: limits.checkMs,
      // Ours answers in JSON: see addRequestSanity.
      requireHostHeader: false,
      insecureHTTPParser: false,
    },
    clientErrorHandler(error, socket) {
      const code = CODES[error.code] ?? 'BAD_REQUEST';
      // A response that has begun cannot be taken back; a connection that is gone hears nothing.
      if (error.code === 'ECONNRESET' || !socket.writable || hasBegun(socket)) return void socket.destroy();
      socket.end(answerOf(code, newId(), headers));
    },
  };
}

/** As Node's own handler looks at it: whether some of an answer is on its way. */
function hasBegun(socket: Socket): boolean {
  const { _httpMessage: answer } = socket as Socket & { _httpMessage?: { headersSent: boolean } | null };
  return answer?.headersSent === true;
}

function answerOf(code: ErrorCode, requestId: string, headers: Readonly<Record<string, string>>): string {
  const status = statusFor(code);
  const body = JSON.stringify(errorBody(code, requestId));
  const all = {
    ...headers,
    'x-request-id': requestId,
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${REASONS[status] ?? ''}\r\n${lines.join('')}\r\n${body}`;
}
