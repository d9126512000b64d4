import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleStaff } from '../../data/people.ts';
import { DEVELOPMENT_CLIENT } from '../../start/idp/provider.ts';
import { startIdp } from '../identity/kit/served-identity.ts';
import { freePort } from '../kit/free-port.ts';
import { type Graph, startGraph } from '../kit/graph.ts';
import { eventually } from '../reports/kit/report-graph.ts';
import { logInByHttp } from '../web/kit/log-in.ts';
import { type ExportPayload, START } from './kit/export-client.ts';

const REGISTRAR = 'SAMPLE-REGISTRAR-1';
const DOCUMENT = '{ clearances { nodes { studentId name departments { outcome } } } }';

let graph: Graph;
let idp: Awaited<ReturnType<typeof startIdp>>;
let path: string;
beforeAll(async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  idp = await startIdp([url]);
  const login = { LOGIN: 'oidc', OIDC_ISSUER: idp.issuer, OIDC_CLIENT_ID: DEVELOPMENT_CLIENT };
  graph = await startGraph({ PUBLIC_URL: url, ...login }, { gatewayPort: port, staff: sampleStaff() });
  const token = await graph.token('registrar', REGISTRAR);
  const first = async <Answer>(query: string, variables = {}) => {
    const { data } = await graph.query(query, { token, variables });
    return (Object.values(data ?? {})[0] ?? null) as Answer | null;
  };
  await eventually(async () => {
    const report = await first<{ model: { coverage: number } }>('{ clearanceReport { model { coverage } } }');
    return report?.model.coverage === 1;
  }, 60_000);
  const input = { document: DOCUMENT, format: 'CSV', purpose: '核对领证名单' };
  const started = await first<ExportPayload>(START, { input });
  const id = started?.export?.id ?? '';
  await eventually(async () => {
    const seen = await first<{ state: string; downloadPath: string }>(
      `{ export(id: "${id}") { state downloadPath } }`,
    );
    path = seen?.downloadPath ?? '';
    return seen?.state === 'DONE';
  }, 60_000);
});
afterAll(async () => {
  await graph.end();
  await idp.close();
});

async function get(headers: Record<string, string>, of = path): Promise<Response> {
  return fetch(`${graph.url}${of}`, { headers });
}

test('who ordered it downloads it in the session, as a file that nobody keeps on the way', async () => {
  const { header: cookie } = await logInByHttp(graph.url, REGISTRAR);
  const response = await get({ cookie });
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
    'content-disposition': expect.stringMatching(
      /^attachment; filename="clearances-\d{4}-\d\d-\d\d-[0-9a-f]{8}\.csv"$/,
    ),
  });
  const body = Buffer.from(await response.arrayBuffer());
  expect(Number(response.headers.get('content-length'))).toBe(body.byteLength);
  const [head, ...lines] = body.toString().trimEnd().split('\r\n');
  expect(head).toBe(
    '\ufeff学号 (studentId),姓名 (name),图书馆结论 (library.outcome),档案馆结论 (archives.outcome),总务部公寓与物业中心结论 (apartment.outcome),财务处收费管理办公室结论 (finance.outcome)',
  );
  expect(lines.some((line) => line.startsWith('TS2020S1,'))).toBe(true);
  expect(lines.length).toBeGreaterThan(15);
});

test('a token of the same person opens it as well', async () => {
  const response = await get({ authorization: `Bearer ${await graph.token('registrar', REGISTRAR)}` });
  expect(response.status).toBe(200);
  await response.arrayBuffer();
});

test('for everybody else there is no such file, and nobody unknown is told anything', async () => {
  const { header: cookie } = await logInByHttp(graph.url, 'SAMPLE-REGISTRAR-2');
  const others = [
    { cookie },
    ...(await Promise.all(
      (['registrar', 'staff:library', 'analyst', 'student'] as const).map(async (role) => ({
        authorization: `Bearer ${await graph.token(role, role === 'registrar' ? 'R001' : 'TS2020S1')}`,
      })),
    )),
  ];
  const nowhere = await get({ cookie }, '/exports/00000000-0000-4000-8000-000000000000');
  const { errors } = (await nowhere.json()) as { errors: { extensions: { code: string } }[] };
  expect([nowhere.status, errors[0]?.extensions.code]).toEqual([404, 'NOT_FOUND']);
  for (const headers of others) {
    const response = await get(headers);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe(
      JSON.stringify({ errors }).replace(
        /"requestId":"[^"]+"/,
        `"requestId":"${response.headers.get('x-request-id')}"`,
      ),
    );
  }
  expect((await get({})).status).toBe(401);
  expect((await get({ authorization: 'Bearer x.y.z' })).status).toBe(401);
  expect((await get({ cookie }, '/exports/..%2faudit')).status).toBe(404);
});

test('while the subgraph cannot be reached it says so', async () => {
  const token = await graph.token('registrar', REGISTRAR);
  await graph.subgraphs.clearance.child.end();
  const response = await get({ authorization: `Bearer ${token}` });
  expect(response.status).toBe(503);
  expect(await response.text()).not.toMatch(/127\.0\.0\.1|ECONNREFUSED/);
});
