import type { ServerResponse } from 'node:http';

/** Server-sent events to one client. */
export interface SseStream {
  /** Sends an event; a client that has not taken what it was sent before is dropped instead. */
  readonly send: (event: string, data: string, id?: string) => void;
  /** Keeps proxies from closing a silent connection. */
  readonly beat: () => void;
  readonly end: () => void;
}

// A whole clearance page has about 6 kB: whoever is many of them behind does not read.
const MAX_UNREAD_BYTES = 128 * 1024;

/**
 * Begins a stream of events on a response whose connection is open; headers that were set before are sent with it.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function openSseStream(response: ServerResponse, headers: Record<string, string>): SseStream {
  response.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // Proxies such as nginx would gather events otherwise.
    'x-accel-buffering': 'no',
  });
  response.flushHeaders();
  const write = (text: string) => {
    if (response.writableEnded || response.destroyed) return;
    if (response.writableLength > MAX_UNREAD_BYTES) response.destroy();
    else response.write(text);
  };
  return {
    send: (event, data, id) =>
      write(`event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${data}\n\n`),
    beat: () => write(':\n\n'),
    end: () => {
      if (!response.writableEnded) response.end();
    },
  };
}
