import { connect, type Socket } from 'node:net';

/** One answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A connection on which a test says whatever it likes. */
export interface RawConnection {
  readonly socket: Socket;
  /** Sends bytes as they are; a string in latin1, which HTTP headers are in. */
  readonly send: (bytes: string | Buffer) => void;
  /** Everything that came until the other side closed, or nothing came for `quietMs`. */
  readonly everything: (quietMs?: number) => Promise<string>;
  readonly end: () => void;
}

/** Opens a connection to an address such as `http://127.0.0.1:4000`. */
export async function openRaw(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  const pieces: Buffer[] = [];
  let ended = false;
  const heard = new Set<() => void>();
  const tell = () => {
    for (const listener of heard) listener();
  };
  socket.on('data', (piece) => {
    pieces.push(piece);
    tell();
  });
  // A server that is tired of a client may reset the connection; what it said before counts.
  socket.on('error', () => {});
  socket.on('close', () => {
    ended = true;
    tell();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  return {
    socket,
    send: (bytes) => void socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes),
    everything: (quietMs = 15_000) =>
      new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          heard.delete(listen);
          resolve(Buffer.concat(pieces).toString());
        };
        let timer = setTimeout(done, quietMs);
        const listen = () => {
          clearTimeout(timer);
          if (ended) done();
          else timer = setTimeout(done, quietMs);
        };
        heard.add(listen);
        if (ended) done();
      }),
    end: () => void socket.destroy(),
  };
}

/** Sends one text and reads every answer to it; `connection: close` in the last request ends the reading. */
export async function sendRaw(url: string, text: string | Buffer, quietMs?: number): Promise<RawAnswer[]> {
  const connection = await openRaw(url);
  connection.send(text);
  const said = await connection.everything(quietMs);
  connection.end();
  return parseAnswers(said);
}

/** A POST to /graphql with whatever headers, as lines; its length is told unless they tell how long it is. */
export function postText(body: string | Buffer, headers: readonly string[] = [], path = '/graphql'): Buffer {
  const bytes = Buffer.from(body);
  const given = headers.map((line) => line.toLowerCase());
  const lacks = (name: string) => !given.some((line) => line.startsWith(`${name}:`));
  const lines = [
    `POST ${path} HTTP/1.1`,
    ...(lacks('host') ? ['host: gateway.test'] : []),
    ...(lacks('content-type') ? ['content-type: application/json'] : []),
    ...(lacks('accept') ? ['accept: application/graphql-response+json'] : []),
    ...(lacks('content-length') && lacks('transfer-encoding') ? [`content-length: ${bytes.length}`] : []),
    ...(lacks('connection') ? ['connection: close'] : []),
    ...headers,
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), bytes]);
}

/** Answers that follow each other on one connection. */
export function parseAnswers(text: string): RawAnswer[] {
  const answers: RawAnswer[] = [];
  let rest = text;
  while (rest.startsWith('HTTP/1.1 ')) {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) break;
    const [first = '', ...lines] = rest.slice(0, end).split('\r\n');
    const headers = Object.fromEntries(
      lines.map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
    );
    const after = Buffer.from(rest.slice(end + 4));
    const length = headers['content-length'] === undefined ? after.length : Number(headers['content-length']);
    answers.push({
      status: Number(first.split(' ')[1]),
      headers,
      body: after.subarray(0, length).toString(),
    });
    rest = after.subarray(length).toString();
  }
  return answers;
}
