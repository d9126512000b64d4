import { request } from 'undici';

/** What one question to the university's identity service may cost. */
export interface GetLimits {
  /** Milliseconds from sending to the last byte. */
  readonly deadlineMs: number;
  readonly maxBytes: number;
}

/** The text of a 200 answer; or why there is none, a few plain words for the log. */
export type Got =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * Asks an address once. Never rejects. Whatever is not a 200 (a redirect is not followed), not UTF-8, compressed, larger
 * or later than the limits, is `failed`.
 */
export async function boundedGet(url: URL, accept: string, limits: GetLimits): Promise<Got> {
  const signal = AbortSignal.timeout(limits.deadlineMs);
  try {
    const { statusCode, headers, body } = await request(url, {
      signal,
      headers: { accept, 'accept-encoding': 'identity' },
      // The signal is the only clock.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    // A body that is left unread ends with an error that nobody else would take.
    body.on('error', () => {});
    const encoding = headers['content-encoding'] ?? 'identity';
    if (statusCode !== 200 || encoding !== 'identity') {
      body.destroy();
      return failed(statusCode === 200 ? 'compressed' : `status ${statusCode}`);
    }
    return await read(body, limits.maxBytes);
  } catch (error) {
    return failed(signal.aborted ? 'too slow' : codeOf(error));
  }
}

async function read(body: AsyncIterable<Buffer>, maxBytes: number): Promise<Got> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of body) {
    bytes += part.length;
    if (bytes > maxBytes) return failed('too large');
    parts.push(part);
  }
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)) };
  } catch {
    return failed('not UTF-8');
  }
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | null)?.code ?? 'unknown');
}

function failed(reason: string): Got {
  return { kind: 'failed', reason };
}
