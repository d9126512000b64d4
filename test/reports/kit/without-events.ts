import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Serves a department without events, whose graph is another's; it says when it was asked.
 *
 * @param real the other's base address
 */
export async function withoutEvents(real: string) {
  const asked: number[] = [];
  let [answers, tellsAll] = [true, true];
  const server = createServer(async (request, response) => {
    if (request.url !== '/graphql') {
      response.writeHead(404).end();
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    asked.push(performance.now());
    const authorization = request.headers.authorization ?? '';
    const answer = await fetch(`${real}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: Buffer.concat(chunks),
    });
    response.writeHead(answers ? answer.status : 503, { 'content-type': 'application/json' });
    const text = await answer.text();
    response.end(tellsAll ? text : withoutFirst(text));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answer: (does: boolean) => {
      answers = does;
    },
    /** Whether it knows everybody whom it is asked for. */
    tellAll: (does: boolean) => {
      tellsAll = does;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

function withoutFirst(answer: string): string {
  const { data, ...rest } = JSON.parse(answer) as { data?: { _entities?: unknown[] } };
  return JSON.stringify({ ...rest, data: { ...data, _entities: data?._entities?.with(0, null) } });
}
