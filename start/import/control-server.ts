import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import fastify, { type FastifyRequest } from 'fastify';
import type { ControlAddress } from '../../subgraphs/kit/database/directory-lock.ts';
import type { TransferCommand, TransferMessage } from './command.ts';
import { runCommand, type Transfers } from './run-command.ts';

/** Where the process that holds the embedded database takes commands about files. */
export interface ControlServer {
  readonly address: ControlAddress;
  /** From now on commands are done; before they are told to come later. */
  readonly open: (transfers: Transfers) => void;
  /** Stops accepting, and lets the command under way finish. */
  readonly close: () => Promise<void>;
}

/** Listens on a free loopback port; whoever has the secret may read the data directory already. */
export async function startControlServer(): Promise<ControlServer> {
  const secret = randomBytes(32).toString('base64url');
  const app = fastify({ bodyLimit: 65_536 });
  let transfers: Transfers | null = null;
  app.post('/transfer', async (request, reply) => {
    if (!isAllowed(request, secret)) return reply.code(401).send();
    if (!transfers) return reply.code(503).send();
    // Only our own command line has the secret, and it sends what it has validated.
    const command = request.body as TransferCommand;
    return reply.type('application/x-ndjson').send(Readable.from(messages(transfers, command)));
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return {
    address: { url: `http://127.0.0.1:${port}`, secret },
    open: (opened) => {
      transfers = opened;
    },
    close: () => app.close(),
  };
}

function isAllowed({ headers }: FastifyRequest, secret: string): boolean {
  const given = Buffer.from(headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${secret}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** The command's words as they come, a JSON line each. The command runs on when nobody listens any more. */
async function* messages(transfers: Transfers, command: TransferCommand): AsyncGenerator<string> {
  const said: TransferMessage[] = [];
  let wake = () => {};
  const say = (message: TransferMessage) => {
    said.push(message);
    wake();
  };
  const listener = {
    line: (text: string) => say({ kind: 'line', text }),
    progress: (text: string) => say({ kind: 'progress', text }),
  };
  void runCommand(transfers, command, listener).then(
    (status) => say({ kind: 'end', status }),
    (error: unknown) => {
      listener.line(error instanceof Error ? error.message : String(error));
      say({ kind: 'end', status: 1 });
    },
  );
  for (;;) {
    const message = said.shift();
    if (message) yield `${JSON.stringify(message)}\n`;
    if (message?.kind === 'end') return;
    if (!message) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
}
