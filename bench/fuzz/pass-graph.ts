import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGateway } from '../../gateway/gateway.ts';
import { ensureDevKey } from '../../gateway/identity/dev-key.ts';
import { signDevToken } from '../../gateway/identity/dev-token.ts';
import { testConfig, testPorts } from '../../test/gateway/kit/gateway-parts.ts';
import { databaseKinds } from '../../test/kit/databases.ts';
import { type FaultProxy, startFaultProxy } from '../../test/kit/fault-proxy.ts';
import { type GraphAnswer, postGraphql } from '../../test/kit/graphql-client.ts';
import { serveGraph } from '../../test/kit/served-graph.ts';
import { keyFile, testServiceKeys } from '../../test/kit/service-tokens.ts';

/** The departments that the sample's class requires. */
export const departments = ['library', 'archives', 'apartment', 'finance'] as const;

/** One of them. */
export type Department = (typeof departments)[number];

/** Whom every department passes, and who asks. */
export const STUDENT = 'TS2020S1';

/** Every subgraph and the gateway in one process, with a proxy in front of each department. */
export interface PassGraph {
  readonly proxies: Readonly<Record<Department, FaultProxy>>;
  /** Asks as the student. */
  readonly ask: (query: string) => Promise<GraphAnswer>;
  readonly close: () => Promise<void>;
}

/** Starts it over the embedded database with the golden students. Nothing is remembered, and no department left alone. */
export async function startPassGraph(): Promise<PassGraph> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fuzz-'));
  await testServiceKeys();
  const served = await serveGraph(await databaseKinds[0].open());
  const started = await Promise.all(
    departments.map(
      async (name) => [name, await startFaultProxy(() => `${served.url(name)}/graphql`)] as const,
    ),
  );
  const direct = (['registry', 'clearance'] as const).map(
    (name) => [name.toUpperCase(), `${served.url(name)}/graphql`] as const,
  );
  const gateway = await createGateway(
    testConfig({
      supergraphFile: join(import.meta.dirname, '../../schema/supergraph.graphql'),
      dataDir,
      departmentUrls: new Map([
        ...direct,
        ...started.map(([name, { url }]) => [name.toUpperCase(), url] as const),
      ]),
      serviceKeys: { kind: 'given', file: keyFile },
    }),
    testPorts(),
  );
  const url = await gateway.listen();
  const key = await ensureDevKey(dataDir, () => crypto.randomUUID());
  const token = await signDevToken({ sub: STUDENT, role: 'student' }, key, new Date());
  return {
    proxies: Object.fromEntries(started) as Record<Department, FaultProxy>,
    ask: (query) => postGraphql(`${url}/graphql`, query, { token }),
    close: async () => {
      await gateway.close();
      await Promise.all(started.map(([, proxy]) => proxy.close()));
      await served.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
