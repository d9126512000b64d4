import { request } from 'node:http';

/** A subscriber who keeps nothing of what it is told but when. */
export interface LiveStream {
  readonly student: string;
  /** How often it was told something. */
  readonly told: () => number;
  /** Resolves when it was told something more than `told` times; with when that was, by `performance.now()`. */
  readonly next: (told: number) => Promise<number>;
  readonly end: () => void;
}

/** Subscribes at `POST /graphql/stream`. Rejects with what was answered where that is no stream. */
export async function openLiveStream(
  url: string,
  token: string,
  query: string,
  student: string,
): Promise<LiveStream> {
  const { promise, resolve, reject } = Promise.withResolvers<LiveStream>();
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const outgoing = request(url, { method: 'POST', headers, agent: false }, (response) => {
    let told = 0;
    let at = 0;
    let waiting: (() => void)[] = [];
    if (response.statusCode !== 200) reject(new Error(`status ${response.statusCode}`));
    response.setEncoding('utf8').on('data', (text: string) => {
      if (!text.includes('event: next')) return;
      told++;
      at = performance.now();
      for (const wake of waiting.splice(0)) wake();
    });
    response.on('error', () => {});
    resolve({
      student,
      told: () => told,
      next: async (before) => {
        while (told <= before) await new Promise<void>((wake) => waiting.push(wake));
        return at;
      },
      end: () => {
        waiting = [];
        outgoing.destroy();
      },
    });
  });
  outgoing.on('error', reject);
  outgoing.end(JSON.stringify({ query }));
  return promise;
}
