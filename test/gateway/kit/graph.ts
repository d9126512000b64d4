import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { request } from 'undici';
import type { GatewayConfig } from '../../../gateway/config.ts';
import { createGateway } from '../../../gateway/gateway.ts';
import { createLog } from '../../../gateway/observe/log.ts';
import type { GatewayPorts } from '../../../gateway/ports.ts';
import { startDepartment, type TestDepartment } from './departments.ts';
import { testConfig, testPorts } from './gateway-parts.ts';
import { authorizationOf } from './role-token.ts';
import { type DepartmentName, sdl } from './sdl.ts';

export interface ErrorSeen {
  message: string;
  path?: (string | number)[];
  extensions: Record<string, unknown>;
}

export interface AnswerSeen {
  status: number;
  headers: Record<string, unknown>;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into freely by tests
  data: any;
  errors: ErrorSeen[];
}

type Ask = (
  query: string,
  variables?: Record<string, unknown>,
  headers?: Record<string, string>,
) => Promise<AnswerSeen>;

export interface TestGraph extends AsyncDisposable {
  readonly url: string;
  readonly directory: string;
  readonly supergraphFile: string;
  readonly departments: Record<DepartmentName, TestDepartment>;
  readonly logLines: string[];
  /** Asks as somebody of the library, who may see every student, unless `headers` say who asks. */
  ask: Ask;
  /** Asks as nobody, unless `headers` say who asks. */
  askAsNobody: Ask;
  /** Sends as it is given. */
  send(path: string, init?: Parameters<typeof request>[1]): Promise<AnswerSeen>;
  /** Replaces the supergraph file as a deployment does: write beside, rename over. */
  replaceSupergraph(text: string): Promise<void>;
  close(): Promise<void>;
}

/** Composes departments; `change` edits their SDL. */
export function compose(urls: Record<string, string>, sources: Record<string, string> = sdl): string {
  const services = Object.entries(sources).map(([name, text]) => ({
    name,
    typeDefs: parse(text),
    url: urls[name] ?? '',
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error(String(errors));
  return supergraphSdl;
}

const profile = `units:
  registry: { unitName: { zh: 研究生院, en: Graduate School }, phones: [0516-83590335] }
  library: { unitName: { zh: 图书馆, en: Library }, phones: [0516-83592058], place: null }
  archives: { unitName: { zh: 档案馆, en: Archives }, phones: [0516-83592101] }
  clearance: { unitName: { zh: 信息化建设与管理处, en: IT office }, phones: [] }
`;

/** Four departments and a gateway in front of them, all on free loopback ports; `sources`: what the gateway knows of them. */
export async function startGraph(
  overrides: Partial<GatewayConfig> = {},
  ports: Partial<GatewayPorts> = {},
  sources: Record<DepartmentName, string> = sdl,
): Promise<TestGraph> {
  const directory = await mkdtemp(join(tmpdir(), 'gateway-'));
  const names = Object.keys(sdl) as DepartmentName[];
  const started = await Promise.all(names.map(async (name) => [name, await startDepartment(name)] as const));
  const departments = Object.fromEntries(started) as Record<DepartmentName, TestDepartment>;
  const urls = Object.fromEntries(started.map(([name, { url }]) => [name, url]));
  const supergraphFile = join(directory, 'supergraph.graphql');
  await writeFile(supergraphFile, compose(urls, sources));
  await writeFile(join(directory, 'profile.yml'), profile);
  const logLines: string[] = [];
  const config = testConfig({
    supergraphFile,
    dataDir: directory,
    profileFile: join(directory, 'profile.yml'),
    logLevel: 'debug',
    // Whom staff read is told to the audit log, which believes tokens only.
    serviceKeys:
      overrides.mode === 'open' ? null : { kind: 'made', file: join(directory, 'keys', 'service.json') },
    ...overrides,
  });
  const log = createLog(config.logLevel, { write: (line) => void logLines.push(line) });
  const gateway = await createGateway(config, testPorts({ log, ...ports }));
  const url = await gateway.listen();

  async function send(path: string, init?: Parameters<typeof request>[1]): Promise<AnswerSeen> {
    const { statusCode, headers, body } = await request(url + path, init);
    const text = await body.text();
    const json = text.startsWith('{') ? JSON.parse(text) : {};
    return { status: statusCode, headers, text, data: json.data, errors: json.errors ?? [] };
  }
  const askAsNobody: Ask = (query, variables, headers) =>
    send('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
  const somebody = config.mode === 'development' ? await authorizationOf('staff:library', directory) : {};
  const close = async () => {
    await gateway.close();
    await Promise.all(started.map(([, department]) => department.stop()));
    await rm(directory, { recursive: true, force: true });
  };

  return {
    url,
    directory,
    supergraphFile,
    departments,
    logLines,
    send,
    ask: (query, variables, headers) => askAsNobody(query, variables, { ...somebody, ...headers }),
    askAsNobody,
    async replaceSupergraph(text) {
      await writeFile(join(directory, 'next.graphql'), text);
      await rename(join(directory, 'next.graphql'), supergraphFile);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
