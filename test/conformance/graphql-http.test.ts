import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { serverAudits } from 'graphql-http';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anyPort } from '../gateway/kit/any-port.ts';
import { startGraph, type TestGraph } from '../gateway/kit/graph.ts';
import { until } from '../gateway/kit/until.ts';

const gatewayMain = join(import.meta.dirname, '../../gateway/main.ts');

let graph: TestGraph;
let gateway: ChildProcess;
let address: string;
beforeAll(async () => {
  graph = await startGraph({ mode: 'open', profileFile: null });
  const port = await anyPort();
  address = `http://127.0.0.1:${port}`;
  const args = ['--supergraph', graph.supergraphFile, '--port', String(port), '--open'];
  gateway = spawn('node', [gatewayMain, ...args], {
    cwd: graph.directory,
    env: { PATH: process.env.PATH, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const isReady = () =>
    request(`${address}/readyz`).then(
      ({ statusCode, body }) => body.dump().then(() => statusCode === 200),
      () => false,
    );
  await until('the gateway is ready', isReady, 30_000);
});
afterAll(async () => {
  gateway.kill('SIGTERM');
  await once(gateway, 'exit');
  await graph.close();
});

const audits = serverAudits({ url: () => `${address}/graphql` });

describe('the gateway with --open, as a process, holds GraphQL over HTTP', () => {
  it.each(audits.map(({ id, name, fn }) => [id, name, fn] as const))('%s: it %s', async (_id, _name, fn) => {
    const result = await fn();
    const reason = 'reason' in result ? result.reason : undefined;
    // "ok", not "warn" or "notice": SHOULD and MAY are held as well as MUST.
    expect({ status: result.status, reason }).toEqual({ status: 'ok', reason: undefined });
  });

  it('was asked every audit that the package has', () => {
    expect(audits.length).toBeGreaterThanOrEqual(61);
    for (const word of ['MUST', 'SHOULD', 'MAY'])
      expect(audits.filter(({ name }) => name.startsWith(word)).length).toBeGreaterThan(5);
  });
});
