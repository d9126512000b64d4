import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { subgraphNames } from '../../../start/all-subgraphs.ts';
import { DEVELOPMENT_CLIENT } from '../../../start/idp/provider.ts';
import { startIdp } from '../../identity/kit/served-identity.ts';
import { startChild } from '../../kit/child.ts';
import { freePort } from '../../kit/free-port.ts';
import { keyFile, testServiceKeys } from '../../kit/service-tokens.ts';
import { logInByHttp } from './log-in.ts';

/** A gateway in front of subgraphs that this process serves, where people of the sample log in. */
export interface SessionGateway {
  readonly url: string;
  /** Logs somebody in. @returns the `Cookie` header of their session */
  readonly logIn: (sub: string) => Promise<string>;
  readonly end: () => Promise<void>;
}

/** Starts one as a process of its own, which runs trusted documents only. @param urlOf `http://host:port` of a subgraph */
export async function startSessionGateway(urlOf: (name: string) => string): Promise<SessionGateway> {
  // Whoever serves the subgraphs reads tokens by this process's key.
  await testServiceKeys();
  const dataDir = mkdtempSync(join(tmpdir(), 'session-gateway-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const idp = await startIdp([url]);
  const routing = subgraphNames.map((name) => [
    `SUBGRAPH_${name.toUpperCase()}_URL`,
    `${urlOf(name)}/graphql`,
  ]);
  const gateway = startChild('gateway/main.ts', ['--port', String(port)], {
    DATA_DIR: dataDir,
    SERVICE_KEY_FILE: keyFile,
    PUBLIC_URL: url,
    DOCUMENTS: 'trusted',
    LOGIN: 'oidc',
    OIDC_ISSUER: idp.issuer,
    OIDC_CLIENT_ID: DEVELOPMENT_CLIENT,
    ...Object.fromEntries(routing),
  });
  await gateway.line(/"address":"/);
  return {
    url,
    logIn: async (sub) => (await logInByHttp(url, sub)).header,
    end: async () => {
      await gateway.end();
      await idp.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
