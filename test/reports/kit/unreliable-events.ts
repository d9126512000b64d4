import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Kysely } from 'kysely';
import type { OutboxEvent } from '../../../subgraphs/kit/events/outbox-event.ts';
import { newestCursor, readOutbox } from '../../../subgraphs/kit/events/read-outbox.ts';
import { BEGINNING, parseCursor } from '../../../wire/events/cursor.ts';

/** What becomes of a batch of events on its way. */
export type Mishap = 'none' | 'lost' | 'twice' | 'backwards' | 'late' | 'reset' | 'cut';

/** Events of a department that arrive as a test likes; what is asked of its graph is passed on. */
export interface UnreliableEvents {
  /** Its base address. */
  readonly url: string;
  /** What happens to batches from now on. */
  readonly suffer: (mishap: Mishap) => void;
  readonly close: () => Promise<void>;
}

const POLL_MS = 20;

/**
 * Serves a department at another address, with events of its outbox that get lost, come twice, in the wrong order, late,
 * after a reset, or on a connection that breaks.
 *
 * @param real the department's base address
 * @param db bound to its schema
 */
export async function serveUnreliably(
  real: string,
  db: Kysely<unknown>,
  department: string,
): Promise<UnreliableEvents> {
  let mishap: Mishap = 'none';
  const open = new Set<ServerResponse>();
  const server = createServer(async (request, response) => {
    if (!request.url?.startsWith('/events')) {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const answer = await fetch(`${real}${request.url}`, {
        method: request.method ?? 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: request.headers.authorization ?? '',
        },
        body: Buffer.concat(chunks),
      });
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
      response.end(await answer.text());
      return;
    }
    const after = new URL(request.url, 'http://127.0.0.1').searchParams.get('after');
    open.add(response);
    response.once('close', () => open.delete(response));
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    void tell(response, after).catch(() => response.destroy());
  });

  async function tell(response: ServerResponse, after: string | null): Promise<void> {
    let cursor = after === null ? await newestCursor(db, department) : (parseCursor(after) ?? BEGINNING);
    if (after === null) write(response, 'cursor', `${cursor.txid}-${cursor.seq}`, {});
    let held: OutboxEvent[] = [];
    while (!response.destroyed) {
      const found = await readOutbox(db, department, cursor, 500);
      if (found.kind === 'unknown') {
        cursor = BEGINNING;
        write(response, 'reset', '0-0', {});
        continue;
      }
      const last = found.events.at(-1);
      if (last) cursor = parseCursor(last.cursor) ?? cursor;
      const now = mishap;
      const batch = now === 'late' ? [] : [...found.events, ...held];
      held = now === 'late' ? [...held, ...found.events] : [];
      if (now === 'reset' && batch.length > 0) write(response, 'reset', '0-0', {});
      if (now === 'cut' && batch.length > 0) {
        response.destroy();
        return;
      }
      for (const event of arriving(batch, now)) write(response, event.type, event.cursor, event);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    suffer: (next) => {
      mishap = next;
    },
    close: async () => {
      for (const response of open) response.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function arriving(batch: readonly OutboxEvent[], mishap: Mishap): readonly OutboxEvent[] {
  if (mishap === 'lost' || mishap === 'reset') return [];
  if (mishap === 'twice') return [...batch, ...batch];
  return mishap === 'backwards' ? batch.toReversed() : batch;
}

function write(response: ServerResponse, type: string, id: string, data: object): void {
  response.write(`id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
}
