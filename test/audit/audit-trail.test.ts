import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import type { AuditEntry } from '../../gateway/audit/audit-trail.ts';
import { createAuditTrail } from '../../gateway/audit/http-audit-trail.ts';
import type { ToldEntry } from '../../gateway/audit/told-entry.ts';
import { createClearance } from '../../subgraphs/clearance/clearance.ts';
import type { ClearanceTables } from '../../subgraphs/clearance/database/tables.ts';
import { databaseKinds } from '../kit/databases.ts';
import { serveRoutes } from '../roles/kit/served-routes.ts';

const ending: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

function entry(more: Partial<AuditEntry> = {}): AuditEntry {
  return {
    actor: 'L001',
    role: 'staff:library',
    action: 'student-read',
    studentId: 'TS1',
    detail: {},
    ...more,
  };
}

/** A trail to an address, with a clock that the test moves; notes leave within milliseconds. */
function trailTo(
  url: () => string | null,
  token: () => Promise<string> = async () => 'token',
  times: { readonly recordMs?: number } = {},
) {
  let ms = 0;
  const told: Record<string, number> = {};
  const lines: string[] = [];
  const say = (...words: unknown[]) => void lines.push(JSON.stringify(words));
  const trail = createAuditTrail({
    url,
    token,
    log: { info: say, warn: say, error: say },
    newId: () => crypto.randomUUID(),
    random: () => 1,
    elapsed: () => ms,
    onNote: (what, count) => {
      told[what] = (told[what] ?? 0) + count;
    },
    times: { gatherMs: 5, retryMs: 10, longestMs: 20, ...times },
  });
  const pass = (seconds: number) => {
    ms += seconds * 1000;
  };
  ending.push(() => trail.close());
  return { trail, told, lines, pass };
}

/** A server that stands for the clearance subgraph. */
async function startSubgraph(answer: (response: ServerResponse, count: number) => void) {
  const batches: ToldEntry[][] = [];
  const server = createServer(async (request, response) => {
    const { entries } = (await json(request)) as { entries: ToldEntry[] };
    batches.push(entries);
    answer(response, batches.length);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  ending.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return { batches, entries: () => batches.flat(), url: () => `http://127.0.0.1:${port}/audit` };
}
const ok = (response: ServerResponse) => void response.end('{"stored":1}');

describe.each(databaseKinds)('over the real subgraph on $kind', ({ open }) => {
  async function served() {
    const routes = await serveRoutes((dependencies) => createClearance(dependencies), { open });
    ending.push(routes.close);
    const db = routes.database.forSchema<ClearanceTables>('clearance');
    const rows = () => db.selectFrom('audit').selectAll().orderBy('seq').execute();
    return {
      routes,
      rows,
      ...trailTo(
        () => `${routes.url}/audit`,
        () => routes.token(),
        // Whether it is stored is asked here, not how soon.
        { recordMs: 20_000 },
      ),
    };
  }

  test('what is recorded is stored when it says so, 1,200 entries too, and odd ones within bounds', async () => {
    const { trail, rows } = await served();
    expect(await trail.record([entry({ detail: { field: 'Query.student', count: 2, none: null } })])).toBe(
      true,
    );
    expect(await rows()).toMatchObject([
      {
        actor: 'L001',
        role: 'staff:library',
        action: 'student-read',
        student_id: 'TS1',
        detail: { field: 'Query.student', count: 2 },
      },
    ]);
    const many = Array.from({ length: 1_200 }, (_, n) => entry({ studentId: `T${n}` }));
    expect(await trail.record(many)).toBe(true);
    const odd = entry({
      studentId: "TS1'\n",
      detail: Object.fromEntries([
        ...Array.from({ length: 30 }, (_, n) => [`field${n}`, `"\\\u0000\ud800${'"'.repeat(400)}`]),
        ['not a field', 1],
        ['huge', Number.POSITIVE_INFINITY],
      ]),
    });
    expect(await trail.record([odd, entry()])).toBe(true);
    expect(await trail.record([])).toBe(true);
    const stored = await rows();
    expect(stored).toHaveLength(1_203);
    expect(stored.at(-2)).toMatchObject({ student_id: '-' });
  });

  test('notes are stored soon; those of an outage when it is over, each once', async () => {
    const { trail, rows, routes, lines } = await served();
    trail.note(entry({ action: 'read-refused', studentId: 'TS0' }));
    await expect.poll(async () => (await rows()).length).toBe(1);
    await routes.stop();
    for (const studentId of ['TS1', 'TS2', 'TS3']) trail.note(entry({ action: 'read-refused', studentId }));
    await expect.poll(() => lines.join()).toContain('they wait');
    expect(await trail.record([entry()])).toBe(false);
    await routes.restart();
    await expect.poll(async () => (await rows()).length, { timeout: 5_000 }).toBe(4);
    expect((await rows()).map((row) => row.student_id)).toEqual(['TS0', 'TS1', 'TS2', 'TS3']);
    expect(lines.join()).not.toContain('TS1');
  });
});

test('a connection that breaks after it was stored is no second entry: the same ids are told again', async () => {
  const subgraph = await startSubgraph((response, count) =>
    count === 1 ? response.destroy() : ok(response),
  );
  const { trail } = trailTo(subgraph.url);
  expect(await trail.record([entry(), entry({ studentId: 'TS2' })])).toBe(true);
  expect(subgraph.batches).toHaveLength(2);
  expect(subgraph.batches[1]).toEqual(subgraph.batches[0]);
  expect(new Set(subgraph.batches[0]?.map(({ id }) => id)).size).toBe(2);
});

test.each<[string, (response: ServerResponse) => void]>([
  ['breaks the connection each time', (response) => void response.destroy()],
  ['answers 500', (response) => void response.writeHead(500).end()],
  ['answers 401', (response) => void response.writeHead(401).end()],
  ['refuses', (response) => void response.writeHead(400).end()],
  ['does not answer within 800 ms', () => {}],
])('a subgraph that %s has stored nothing', async (_what, answer) => {
  const subgraph = await startSubgraph(answer);
  const { trail } = trailTo(subgraph.url);
  const began = performance.now();
  expect(await trail.record([entry()])).toBe(false);
  expect(performance.now() - began).toBeLessThan(1_500);
  expect(subgraph.batches.length).toBeLessThanOrEqual(2);
});

test('without an address or a token nothing is stored', async () => {
  expect(await trailTo(() => null).trail.record([entry()])).toBe(false);
  const noToken = () => Promise.reject(new Error('no key'));
  expect(await trailTo(() => 'http://127.0.0.1:1/audit', noToken).trail.record([entry()])).toBe(false);
});

describe('of notes', () => {
  const refused = (n: number, more: Partial<AuditEntry> = {}) =>
    entry({ actor: 'S1', role: 'student', action: 'read-refused', studentId: `T${n}`, ...more });

  test('the same of one actor, action and student within a minute is one', async () => {
    const subgraph = await startSubgraph(ok);
    const { trail, told, pass } = trailTo(subgraph.url);
    for (let n = 0; n < 1_000; n++) trail.note(refused(1));
    trail.note(refused(1, { actor: 'S2' }));
    trail.note(refused(1, { action: 'change-refused' }));
    trail.note(refused(1, { studentId: null }));
    pass(59);
    trail.note(refused(1));
    pass(1);
    trail.note(refused(1));
    await expect.poll(() => subgraph.entries().length).toBe(5);
    expect(told).toEqual({ taken: 5, repeated: 1_000 });
  });

  test('an actor has 60 a minute, and one more that says how many were left out', async () => {
    const subgraph = await startSubgraph(ok);
    const { trail, pass, told } = trailTo(subgraph.url);
    for (let n = 0; n < 1_000; n++) trail.note(refused(n));
    trail.note(refused(0, { actor: 'S2' }));
    pass(60);
    trail.note(refused(2_000));
    await expect.poll(() => subgraph.entries().length).toBe(63);
    const more = subgraph.entries().filter(({ action }) => action === 'more-refused');
    expect(more).toMatchObject([{ actor: 'S1', role: 'student', studentId: null, detail: { leftOut: 940 } }]);
    expect(told).toMatchObject({ taken: 62, 'left-out': 940 });
  });

  test('what was left out is told at the end, too', async () => {
    const subgraph = await startSubgraph(ok);
    const { trail } = trailTo(subgraph.url);
    for (let n = 0; n < 70; n++) trail.note(refused(n));
    await trail.close();
    expect(subgraph.entries().at(-1)).toMatchObject({ action: 'more-refused', detail: { leftOut: 10 } });
    expect(subgraph.entries()).toHaveLength(61);
  });

  test('1,000 wait at most; the others are counted, and the log says it once', async () => {
    let works = false;
    const subgraph = await startSubgraph((response) =>
      works ? ok(response) : void response.writeHead(503).end(),
    );
    const { trail, told, lines } = trailTo(subgraph.url);
    for (let n = 0; n < 1_500; n++) trail.note(refused(n, { actor: `S${n}` }));
    expect(told.lost).toBe(500);
    expect(lines.filter((line) => line.includes('lost'))).toHaveLength(1);
    works = true;
    const stored = () =>
      new Set(
        subgraph.batches
          .slice(-5)
          .flat()
          .map(({ id }) => id),
      ).size;
    await expect.poll(stored, { timeout: 5_000 }).toBe(1_000);
  });

  test('a batch that the subgraph refuses is told once, counted, and holds nobody up', async () => {
    const subgraph = await startSubgraph((response, count) =>
      count === 1 ? void response.writeHead(400).end() : ok(response),
    );
    const { trail, told } = trailTo(subgraph.url);
    trail.note(refused(1));
    await expect.poll(() => told.lost).toBe(1);
    trail.note(refused(2));
    await expect.poll(() => subgraph.batches.length).toBe(2);
    expect(subgraph.batches[1]).toMatchObject([{ studentId: 'T2' }]);
  });
});
