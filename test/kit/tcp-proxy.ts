import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** How a proxy treats bytes: passes them on at once or late, swallows those of both directions, or resets connections. */
export type TcpMode =
  | { readonly kind: 'pass' | 'half-open' | 'reset' }
  | { readonly kind: 'delay'; readonly ms: number };

/** What becomes of the one message that a pattern names; every other message passes. */
export type MessageLoss =
  /** The server gets it, and its answer goes nowhere: the client hears nothing more on that connection. */
  | 'answer-silently'
  /** The server gets it, and the client gets a reset instead of the answer. */
  | 'answer-by-reset'
  /** The server never gets it, and both sides are reset. */
  | 'message-by-reset'
  /** The server never gets it, and neither side hears anything more on that connection, nor that the other is gone. */
  | 'message-silently';

/** A TCP proxy in front of one server, e.g. PostgreSQL or Redis. */
export interface TcpProxy {
  /** 127.0.0.1 */
  readonly port: number;
  /**
   * Holds for open connections and new ones. A connection that lost bytes while half-open stays silent for good, and
   * neither side of it learns that the other is gone; `reset` ends open connections and refuses new ones until another mode is set.
   */
  readonly set: (mode: TcpMode) => void;
  /**
   * Loses the next message from any client that matches (bytes read as Latin-1).
   *
   * @param ms after that no message is lost any more
   * @returns whether one was, as soon as that is known
   */
  readonly lose: (pattern: RegExp, loss: MessageLoss, ms?: number) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

interface Trap {
  readonly pattern: RegExp;
  readonly loss: MessageLoss;
  readonly sprung: () => void;
}

/** Listens on a free loopback port and passes everything on to `127.0.0.1:target()` until told otherwise. */
export async function startTcpProxy(target: () => number): Promise<TcpProxy> {
  let mode: TcpMode = { kind: 'pass' };
  let traps: Trap[] = [];
  const lines = new Set<Line>();
  const lossOf = (chunk: Buffer): MessageLoss | null => {
    const text = chunk.toString('latin1');
    const trap = traps.find(({ pattern }) => pattern.test(text));
    if (!trap) return null;
    traps = traps.filter((one) => one !== trap);
    trap.sprung();
    return trap.loss;
  };
  const accept = (client: Socket) => {
    if (mode.kind === 'reset') {
      client.on('error', () => {}).resetAndDestroy();
      return;
    }
    const line = openLine(client, connect(target(), '127.0.0.1'), { mode: () => mode, lossOf });
    lines.add(line);
    void line.ended.then(() => lines.delete(line));
  };
  const server = createServer({ noDelay: true }, accept).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const resetAll = () => {
    for (const line of lines) line.reset();
  };
  return {
    port: (server.address() as AddressInfo).port,
    set: (next) => {
      mode = next;
      if (next.kind === 'reset') resetAll();
    },
    lose: (pattern, loss, ms = 30_000) => {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      const trap: Trap = { pattern, loss, sprung: () => resolve(true) };
      traps.push(trap);
      const timer = setTimeout(() => {
        traps = traps.filter((one) => one !== trap);
        resolve(false);
      }, ms);
      return promise.finally(() => clearTimeout(timer));
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      resetAll();
      await closed;
    },
  };
}

/** One connection through a proxy. */
interface Line {
  /** Resets both sides. */
  readonly reset: () => void;
  /** Resolves when either side is gone. */
  readonly ended: Promise<void>;
}

/** What a connection asks its proxy. */
interface LineRules {
  readonly mode: () => TcpMode;
  /** Whether this piece of what the client sends is to be lost, and how; each loss happens once. */
  readonly lossOf: (chunk: Buffer) => MessageLoss | null;
}

type Fate = 'alive' | 'silent' | 'unanswered' | 'reset-at-answer';

/** Passes bytes between two sockets by the rules. */
function openLine(client: Socket, server: Socket, { mode, lossOf }: LineRules): Line {
  let fate: Fate = 'alive';
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const reset = () => {
    client.resetAndDestroy();
    server.resetAndDestroy();
    end();
  };
  server.setNoDelay(true);
  const gone = (side: Socket) => {
    side.destroy();
    // Across a line that swallows everything the end of one side is not heard on the other.
    if (fate !== 'silent') reset();
    else if (client.destroyed && server.destroyed) end();
  };
  for (const side of [client, server]) {
    side.on('error', () => gone(side));
    side.on('end', () => gone(side));
  }
  const toServer = inOrder(mode, (chunk) => server.write(chunk));
  const toClient = inOrder(mode, (chunk) => client.write(chunk));
  const swallows = () => {
    if (mode().kind === 'half-open') fate = 'silent';
    return fate === 'silent' || fate === 'unanswered';
  };
  client.on('data', (chunk: Buffer) => {
    if (swallows()) return;
    const loss = lossOf(chunk);
    if (loss === 'message-by-reset') return reset();
    if (loss === 'answer-by-reset') fate = 'reset-at-answer';
    if (loss === 'message-silently') fate = 'silent';
    else toServer(chunk);
    if (loss === 'answer-silently') fate = 'unanswered';
  });
  server.on('data', (chunk: Buffer) => {
    if (swallows()) return;
    if (fate === 'reset-at-answer') return reset();
    toClient(chunk);
  });
  return { reset, ended };
}

/** Writes each piece when the mode of its arrival says so, never before an earlier one. */
function inOrder(mode: () => TcpMode, write: (chunk: Buffer) => void): (chunk: Buffer) => void {
  let last = Promise.resolve();
  let waiting = 0;
  return (chunk) => {
    const now = mode();
    if (now.kind !== 'delay' && waiting === 0) return write(chunk);
    waiting++;
    const due = new Promise<void>((resolve) => setTimeout(resolve, now.kind === 'delay' ? now.ms : 0));
    last = Promise.all([last, due]).then(() => {
      waiting--;
      write(chunk);
    });
  };
}
