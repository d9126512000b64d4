import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createRegistryRoles } from '../../gateway/identity/registry-roles.ts';
import { orderRoles } from '../../gateway/identity/role-directory.ts';
import { createRegistry } from '../../subgraphs/registry/registry.ts';
import { databaseKinds } from '../kit/databases.ts';
import { serveRoutes } from './kit/served-routes.ts';
import { studentOf } from './kit/students.ts';

const ending: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

const unavailable = { kind: 'unavailable' };
const as = (...roles: string[]) => ({ kind: 'roles', roles });

/** A directory over an address, with a clock that the test moves. */
function directoryOf(url: () => string | null, token: () => Promise<string> = async () => 'token') {
  let ms = 0;
  const reads: string[] = [];
  const { rolesOf, close } = createRegistryRoles({
    url,
    token,
    elapsed: () => ms,
    onRead: (how) => void reads.push(how),
    // Long enough for a busy machine, short enough to wait for a registry that hangs.
    times: { deadlineMs: 1_000 },
  });
  ending.push(close);
  const pass = (seconds: number) => {
    ms += seconds * 1000;
  };
  return { rolesOf, pass, reads };
}

/** A server that stands for the registry, and counts. */
async function startRegistry(answer: RequestListener) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(subsOf(request).join(' '));
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = async () => {
    if (!server.listening) return;
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  ending.push(stop);
  return {
    asked,
    stop,
    url: () => `http://127.0.0.1:${(server.address() as AddressInfo | null)?.port ?? 1}/roles`,
  };
}
function subsOf({ url }: IncomingMessage): string[] {
  return new URL(url ?? '', 'http://x').searchParams.getAll('sub');
}

/** Says the same of everybody who is asked about. */
function says(value: object): RequestListener {
  return (request, response) =>
    response.end(JSON.stringify({ people: subsOf(request).map((sub) => ({ sub, ...value })) }));
}

describe('over the real registry', () => {
  async function served() {
    const routes = await serveRoutes(createRegistry, { open: databaseKinds[1].open });
    ending.push(routes.close);
    await routes.subgraph.load([studentOf('TS1'), studentOf('TS2')]);
    const directory = directoryOf(
      () => `${routes.url}/roles`,
      () => routes.token(),
    );
    return { ...directory, routes, roles: routes.subgraph.roles };
  }

  test('a student is a student, a stranger is nobody, roles come most powerful first', async () => {
    const { rolesOf, roles } = await served();
    for (const role of ['analyst', 'staff:library', 'desk', 'registrar', 'staff:archives', 'integrator'])
      await roles.grant({ sub: 'TS2', role, by: 'x' });
    expect(await rolesOf('TS1')).toEqual(as('student'));
    expect(await rolesOf('R9')).toEqual(as());
    expect(await rolesOf('TS2')).toEqual(
      as('registrar', 'staff:archives', 'staff:library', 'desk', 'analyst', 'integrator', 'student'),
    );
  });

  test('a grant of somebody who has one, and every revocation, hold from the next request on', async () => {
    const { rolesOf, roles } = await served();
    await roles.grant({ sub: 'R1', role: 'desk', by: 'x' });
    expect(await rolesOf('R1')).toEqual(as('desk'));
    await roles.grant({ sub: 'R1', role: 'registrar', by: 'x' });
    expect(await rolesOf('R1')).toEqual(as('registrar', 'desk'));
    await roles.revoke({ sub: 'R1', role: 'registrar', by: 'x' });
    expect(await rolesOf('R1')).toEqual(as('desk'));
    await roles.revoke({ sub: 'R1', role: 'desk', by: 'x' });
    expect(await rolesOf('R1')).toEqual(as());
    await roles.grant({ sub: 'R1', role: 'desk', by: 'x' });
    expect(await rolesOf('R1')).toEqual(as('desk'));
  });

  test('the first grant of a person holds after 2 s at most', async () => {
    const { rolesOf, roles, pass } = await served();
    expect(await rolesOf('TS1')).toEqual(as('student'));
    await roles.grant({ sub: 'TS1', role: 'desk', by: 'x' });
    pass(2);
    expect(await rolesOf('TS1')).toEqual(as('desk', 'student'));
  });

  test('without the registry students go on for 10 minutes, staff do not, and all is well when it is back', async () => {
    const { rolesOf, roles, pass, routes } = await served();
    await roles.grant({ sub: 'R1', role: 'registrar', by: 'x' });
    await rolesOf('R1');
    await rolesOf('TS1');
    await routes.stop();
    expect(await rolesOf('R1')).toEqual(unavailable);
    expect(await rolesOf('TS2')).toEqual(unavailable);
    for (const seconds of [3, 100, 400]) {
      pass(seconds);
      expect(await rolesOf('TS1')).toEqual(as('student'));
      expect(await rolesOf('R1')).toEqual(unavailable);
    }
    pass(100);
    expect(await rolesOf('TS1')).toEqual(unavailable);
    await routes.restart();
    expect(await rolesOf('R1')).toEqual(as('registrar'));
    expect(await rolesOf('TS1')).toEqual(as('student'));
  });
});

test('simultaneous questions about one person are one, and a student is asked about every 2 s', async () => {
  const registry = await startRegistry(says({ roles: [], student: true }));
  const { rolesOf, pass, reads } = directoryOf(registry.url);
  const answers = await Promise.all(Array.from({ length: 200 }, () => rolesOf('TS1')));
  expect(new Set(answers.map((one) => JSON.stringify(one)))).toEqual(
    new Set([JSON.stringify(as('student'))]),
  );
  expect(registry.asked).toEqual(['TS1']);
  pass(1.9);
  await rolesOf('TS1');
  expect(registry.asked).toHaveLength(1);
  expect(reads.at(-1)).toBe('remembered');
  pass(0.2);
  await rolesOf('TS1');
  expect(registry.asked).toHaveLength(2);
});

test('those who come in one turn are asked about together, 25 at most, and each gets their own roles', async () => {
  const deskOrNot = (sub: string) => ({ sub, roles: Number(sub.slice(2)) % 3 === 0 ? ['desk'] : [] });
  const registry = await startRegistry((request, response) => {
    const people = subsOf(request).map((sub) => ({ ...deskOrNot(sub), student: sub.length === 3 }));
    response.end(JSON.stringify({ people: people.reverse() }));
  });
  const { rolesOf } = directoryOf(registry.url);
  const subs = Array.from({ length: 60 }, (_, n) => `TS${n}`);
  const roles = (sub: string) => as(...deskOrNot(sub).roles, ...(sub.length === 3 ? ['student'] : []));
  expect(await Promise.all(subs.map(rolesOf))).toEqual(subs.map(roles));
  expect(registry.asked.map((asked) => asked.split(' ').length)).toEqual([25, 25, 10]);
});

test('who has a role never gets an answer that was asked for before they came', async () => {
  const pending: (() => void)[] = [];
  let roles = ['desk'];
  const registry = await startRegistry((request, response) => {
    const answer = says({ roles, student: false });
    pending.push(() => answer(request, response));
  });
  const { rolesOf } = directoryOf(registry.url);
  const release = async (count: number) => {
    await expect.poll(() => registry.asked.length).toBe(count);
    pending.at(-1)?.();
  };
  const known = rolesOf('R1');
  await release(1);
  await known;
  const first = rolesOf('R1');
  await expect.poll(() => registry.asked.length).toBe(2);
  roles = [];
  const later = [rolesOf('R1'), rolesOf('R1'), rolesOf('R1')];
  await release(2);
  expect(await first).toEqual(as('desk'));
  await release(3);
  expect(await Promise.all(later)).toEqual([as(), as(), as()]);
  expect(registry.asked).toHaveLength(3);
});

test('a registry that hangs is waited for once, not by each student each time', async () => {
  let hangs = false;
  const registry = await startRegistry((request, response) => {
    if (!hangs) says({ roles: [], student: true })(request, response);
  });
  const { rolesOf, pass } = directoryOf(registry.url);
  const students = Array.from({ length: 50 }, (_, n) => `TS${n}`);
  for (const one of students) await rolesOf(one);
  hangs = true;
  pass(3);
  expect(await rolesOf('TS0')).toEqual(as('student'));
  expect(await Promise.all(students.map(rolesOf))).toEqual(students.map(() => as('student')));
  expect(registry.asked).toHaveLength(51);
});

test.each<[string, RequestListener]>([
  ['a page of HTML', (_request, response) => response.end('<html></html>')],
  ['another shape', says({ roles: 'registrar', student: true })],
  ['no student', says({ roles: [] })],
  ['1 MB', says({ roles: Array(100_000).fill('registrar'), student: false })],
  ['403', (request, response) => says({ roles: [], student: true })(request, response.writeHead(403))],
  ['about somebody else', says({ sub: 'TS2', roles: ['registrar'], student: true })],
  ['nothing', (_request, response) => void response.destroy()],
])('a registry that answers %s is not believed', async (_what, answer) => {
  const registry = await startRegistry(answer);
  expect(await directoryOf(registry.url).rolesOf('TS1')).toEqual(unavailable);
});

test('a role that the gateway does not know, and a student that nobody registered, give nothing', async () => {
  const registry = await startRegistry(says({ roles: ['dean', 'student', 'desk'], student: false }));
  expect(await directoryOf(registry.url).rolesOf('R1')).toEqual(as('desk'));
});

test('without an address or a token nobody is anything', async () => {
  const registry = await startRegistry(says({ roles: [], student: true }));
  expect(await directoryOf(() => null).rolesOf('TS1')).toEqual(unavailable);
  const noToken = () => Promise.reject(new Error('no key'));
  expect(await directoryOf(registry.url, noToken).rolesOf('TS1')).toEqual(unavailable);
});

test('the order of roles does not depend on the order in which they come', () => {
  expect(orderRoles(['student', 'staff:b', 'desk', 'staff:a', 'desk'])).toEqual([
    'staff:a',
    'staff:b',
    'desk',
    'student',
  ]);
});
