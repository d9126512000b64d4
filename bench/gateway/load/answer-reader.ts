/** One answer of HTTP/1.1. */
export interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

const END_OF_HEAD = Buffer.from('\r\n\r\n');
const END_OF_CHUNKS = Buffer.from('\r\n0\r\n\r\n');
const ONLY_CHUNK = Buffer.from('0\r\n\r\n');

/**
 * Reads answers of one connection, one after another, with or without chunks; cheaper than any client, since the load
 * must not cost what is measured.
 *
 * @param onAnswer told of each when its last byte has come
 * @returns takes the bytes as they come
 */
export function createAnswerReader(onAnswer: (answer: Answer) => void): (bytes: Buffer) => void {
  let pieces: Buffer[] = [];
  let length = 0;
  /** Of the whole answer; null while its head has not come, or where it comes in chunks. */
  let expected: number | null = null;
  let headLength = 0;
  let status = 0;

  const readHead = (): void => {
    const bytes = pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
    pieces = [bytes];
    const end = bytes.indexOf(END_OF_HEAD);
    if (end < 0) return;
    const head = bytes.toString('latin1', 0, end);
    status = Number(head.slice(9, 12));
    headLength = end + END_OF_HEAD.length;
    const declared = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    expected = declared === undefined ? null : headLength + Number(declared);
  };
  const isWhole = (): boolean => {
    if (headLength === 0) readHead();
    if (headLength === 0) return false;
    if (expected !== null) return length >= expected;
    const last = pieces.at(-1);
    if (last === undefined || last.length < END_OF_CHUNKS.length) pieces = [Buffer.concat(pieces)];
    const bytes = pieces.at(-1) ?? Buffer.alloc(0);
    return (
      bytes.subarray(-END_OF_CHUNKS.length).equals(END_OF_CHUNKS) ||
      (length === headLength + ONLY_CHUNK.length && bytes.subarray(-ONLY_CHUNK.length).equals(ONLY_CHUNK))
    );
  };
  return (bytes) => {
    pieces.push(bytes);
    length += bytes.length;
    if (!isWhole()) return;
    const whole = pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
    const raw = whole.subarray(headLength);
    const answer = { status, body: expected === null ? joinChunks(raw) : raw };
    pieces = [];
    length = 0;
    headLength = 0;
    expected = null;
    onAnswer(answer);
  };
}

function joinChunks(raw: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = raw.indexOf('\r\n', at);
    const size = end < 0 ? 0 : Number.parseInt(raw.toString('latin1', at, end), 16);
    if (!(size > 0)) return Buffer.concat(parts);
    parts.push(raw.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}
