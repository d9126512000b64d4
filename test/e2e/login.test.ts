import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEVELOPMENT_CLIENT } from '../../start/idp/provider.ts';
import type { Browser } from '../identity/kit/browser.ts';
import { newcomer, startIdp } from '../identity/kit/served-identity.ts';
import { type Child, startChild } from '../kit/child.ts';
import { expectCleanLogs } from '../kit/clean-logs.ts';
import { freePort } from '../kit/free-port.ts';
import { type Graph, startGraph } from '../kit/graph.ts';
import { newKey } from '../kit/submit.ts';
import { runRolesCommand } from '../roles/kit/command.ts';

const LIBRARIAN = 'SAMPLE-LIBRARY-1';
const DETAILS = '{ student(id: "TS2020F6D") { id library { outcome unreturnedBookCount } } }';

let graph: Graph;
let gateway: Child;
let url: string;
let endIdp: () => Promise<void>;
beforeAll(async () => {
  graph = await startGraph();
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const idp = await startIdp([url]);
  endIdp = idp.close;
  const login = { LOGIN: 'oidc', OIDC_ISSUER: idp.issuer, OIDC_CLIENT_ID: DEVELOPMENT_CLIENT };
  gateway = startChild('gateway/main.ts', [], {
    ...graph.env,
    ...login,
    PORT: String(port),
    PUBLIC_URL: url,
  });
  await gateway.line(/"address":"/);
});
afterAll(async () => {
  await gateway.end();
  await endIdp();
  await graph.end();
  expectCleanLogs('gateway with logins', gateway.lines);
});

async function ask(browser: Browser, query: string, headers: Record<string, string> = {}) {
  const response = await browser.send(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, 'sec-fetch-site': 'same-origin', ...headers },
    body: JSON.stringify({ query }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape, and fail where it is another
  const { data, errors = [] } = (await response.json()) as { data?: any; errors?: any[] };
  return { status: response.status, data, codes: errors.map(({ extensions }) => extensions.code) };
}

test('a student who logged in reads and submits as themselves, and reads nobody else', async () => {
  const browser = await newcomer(url, 'TS2020S1');
  expect((await ask(browser, '{ clearance { id passed } }')).data.clearance).toEqual({
    id: 'TS2020S1',
    passed: true,
  });
  expect(await ask(browser, '{ clearance(studentId: "TS2020S2") { id } }')).toEqual({
    status: 200,
    data: { clearance: null },
    codes: ['NOT_FOUND'],
  });
  const submit = `mutation { submitClearance(input: { idempotencyKey: "${newKey()}" }) { __typename } }`;
  const elsewhere = { origin: 'https://elsewhere.test', 'sec-fetch-site': 'cross-site' };
  expect((await ask(browser, submit, elsewhere)).status).toBe(403);
  expect((await ask(browser, submit)).data.submitClearance.__typename).toBe('ClearanceSubmitted');
});

test('somebody without a role comes no further; a role ends with the next request, and holds again without a login', async () => {
  const { PORT: _any, ...env } = graph.env;
  const roles = async (verb: 'grant' | 'revoke') =>
    (await runRolesCommand([verb, LIBRARIAN, 'staff:library', '--by', 'e2e'], env)).status;
  expect((await ask(await newcomer(url, LIBRARIAN), DETAILS)).status).toBe(401);

  expect(await roles('grant')).toBe(0);
  const browser = await newcomer(url, LIBRARIAN);
  const { data } = await ask(browser, DETAILS);
  expect(data.student.library).toMatchObject({ outcome: 'NOT_PASSED', unreturnedBookCount: 1 });
  const { data: log } = await graph.query('{ auditLog(first: 5) { nodes { actor role action studentId } } }');
  expect(log.auditLog.nodes).toContainEqual({
    actor: LIBRARIAN,
    role: 'staff:library',
    action: 'student-read',
    studentId: 'TS2020F6D',
  });

  expect(await roles('revoke')).toBe(0);
  expect((await ask(browser, DETAILS)).status).toBe(401);
  expect(await roles('grant')).toBe(0);
  await expect.poll(async () => (await ask(browser, DETAILS)).status, { timeout: 4_000 }).toBe(200);
});

test('whoever logs out everywhere is nobody in every browser', async () => {
  const [one, other] = [await newcomer(url, 'TS2020F4'), await newcomer(url, 'TS2020F4')];
  const session = (await (await one.send(`${url}/session`)).json()) as { csrfToken: string };
  await one.send(`${url}/logout/everywhere`, {
    method: 'POST',
    headers: { 'x-csrf-token': session.csrfToken, origin: url, 'content-type': 'application/json' },
    body: '{}',
  });
  for (const browser of [one, other]) expect((await ask(browser, '{ clearance { id } }')).status).toBe(401);
});
