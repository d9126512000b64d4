import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createApolloEngine } from '../../gateway/engine/apollo/apollo-engine.ts';
import { createLog } from '../../gateway/observe/log.ts';
import { traceEngine } from '../../gateway/observe/trace-engine.ts';
import { openTracing } from '../../wire/tracing/open-tracing.ts';
import { isTracingAsked } from '../../wire/tracing/tracing.ts';
import { engineParts } from '../gateway/kit/gateway-parts.ts';
import { type Child, startChild } from '../kit/child.ts';
import { newPostgresUrl } from '../kit/databases.ts';

const SDK = ['sdk-trace-node', 'sdk-trace-base', 'exporter-trace-otlp-http'].map(
  (name) => `loaded @opentelemetry/${name}`,
);
const preload = { NODE_OPTIONS: `--import=${import.meta.resolve('./tell-modules.ts')}` };

async function loadedBy(file: string, started: RegExp, env: NodeJS.ProcessEnv): Promise<string[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'observe-'));
  const child: Child = startChild(file, [], { ...preload, ...env, PORT: '0', DATA_DIR: dataDir });
  await child.line(started);
  await child.end();
  rmSync(dataDir, { recursive: true, force: true });
  return child.lines.filter((line) => SDK.includes(line));
}

test('a gateway that nobody asks for traces loads nothing of the tracing SDK; one that is asked does', async () => {
  const started = /The gateway is listening/;
  expect(await loadedBy('gateway/main.ts', started, {})).toEqual([]);
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' };
  expect(await loadedBy('gateway/main.ts', started, endpoint)).toEqual(expect.arrayContaining(SDK));
});

test('a subgraph that nobody asks for traces loads nothing of the tracing SDK; one that is asked does', async () => {
  const started = /library listens on/;
  const database = { DATABASE_URL: await newPostgresUrl() };
  expect(await loadedBy('subgraphs/library/main.ts', started, database)).toEqual([]);
  const asked = { ...database, OTEL_TRACES_EXPORTER: 'otlp' };
  expect(await loadedBy('subgraphs/library/main.ts', started, asked)).toEqual(expect.arrayContaining(SDK));
});

test('without traces the engine is itself, not something around it', async () => {
  const engine = createApolloEngine({
    ...engineParts,
    limits: {
      connectTimeoutMs: 1,
      fetchTimeoutMs: 1,
      mutationTimeoutMs: 1,
      maxResponseBytes: 1,
    },
    contacts: () => undefined,
    log: createLog('silent'),
  });
  expect(await openTracing(false, 'gateway')).toBe(null);
  expect(traceEngine(engine, null)).toBe(engine);
});

test('the variables of the specification decide', () => {
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };
  expect(isTracingAsked({})).toBe(false);
  expect(isTracingAsked(endpoint)).toBe(true);
  expect(isTracingAsked({ OTEL_TRACES_EXPORTER: 'otlp' })).toBe(true);
  expect(isTracingAsked({ ...endpoint, OTEL_TRACES_EXPORTER: 'none' })).toBe(false);
  expect(isTracingAsked({ ...endpoint, OTEL_SDK_DISABLED: 'true' })).toBe(false);
});
