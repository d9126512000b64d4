import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClearance } from '../../subgraphs/clearance/clearance.ts';
import { COMMIT_ROLE } from '../../subgraphs/clearance/database/role.ts';
import type { ClearanceTables } from '../../subgraphs/clearance/database/tables.ts';
import { listAudit, readAuditFilter } from '../../subgraphs/clearance/record/audit-entries.ts';
import type { Subgraph } from '../../subgraphs/kit/subgraph.ts';
import { databaseKinds } from '../kit/databases.ts';
import { type ServedRoutes, serveRoutes } from '../roles/kit/served-routes.ts';

interface Answered {
  readonly stored?: number;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

interface Entry {
  readonly id: string;
  readonly [field: string]: unknown;
}

function entry(more: Record<string, unknown> = {}): Entry {
  return {
    id: crypto.randomUUID(),
    actor: 'L001',
    role: 'staff:library',
    action: 'student-read',
    studentId: 'TS1',
    detail: { field: 'Query.clearance', count: 1, nothing: null },
    ...more,
  };
}

describe.each(databaseKinds)('POST /audit on $kind', ({ open }) => {
  let served: ServedRoutes<Subgraph>;
  let db: Kysely<ClearanceTables>;
  beforeAll(async () => {
    served = await serveRoutes((dependencies) => createClearance(dependencies), { open });
    db = served.database.forSchema<ClearanceTables>('clearance');
  });
  afterAll(() => served.close());

  const post = async (body: unknown, token?: string) => {
    const response = await fetch(`${served.url}/audit`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token ?? (await served.token())}`,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Answered };
  };
  const rows = () => db.selectFrom('audit').selectAll().orderBy('seq').execute();

  test('stores entries, which the audit log then shows', async () => {
    const told = [
      entry({ actor: 'A100' }),
      entry({ actor: 'A100', action: 'roster-read', studentId: null, detail: {} }),
    ];
    expect(await post({ entries: told })).toEqual({ status: 200, body: { stored: 2 } });
    const page = { first: 10, before: null };
    const of = async (filter: Record<string, string>) =>
      (await listAudit(db, readAuditFilter(filter), page)).map(({ node }) => node);
    expect(await of({ actor: 'A100' })).toMatchObject([
      { action: 'roster-read', studentId: '-', serial: null, detail: null },
      { action: 'student-read', studentId: 'TS1', role: 'staff:library' },
    ]);
    const [shown] = await of({ actor: 'A100', action: 'student-read' });
    expect(JSON.parse(String(shown?.detail))).toEqual({ field: 'Query.clearance', count: 1 });
  });

  test('an entry that is told again, in whatever batch and at the same moment, is stored once', async () => {
    const once = entry({ actor: 'A101' });
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => post({ entries: [once, entry({ actor: 'A102' }), once] })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    const stored = await rows();
    expect(stored.filter(({ actor }) => actor === 'A101')).toHaveLength(1);
    expect(stored.filter(({ actor }) => actor === 'A102')).toHaveLength(6);
  });

  test('500 entries are stored; 501 are refused', async () => {
    const before = (await rows()).length;
    const many = (count: number) => Array.from({ length: count }, (_, n) => entry({ studentId: `T${n}` }));
    expect(await post({ entries: many(500) })).toEqual({ status: 200, body: { stored: 500 } });
    expect((await post({ entries: many(501) })).status).toBe(400);
    expect((await rows()).length).toBe(before + 500);
  });

  test.each<[string, Record<string, unknown>]>([
    ['an action that there is not', { action: 'submit' }],
    ['no id', { id: undefined }],
    ['an id that is none', { id: 'x' }],
    ['a long actor', { actor: 'a'.repeat(65) }],
    ['no actor', { actor: '' }],
    ['an actor with a line end', { actor: 'a\nb' }],
    ['an actor with a right-to-left mark', { actor: 'a\u202eb' }],
    ['an actor that is a number', { actor: 7 }],
    ['a role in another form', { role: 'Registrar ' }],
    ['a student number that is none', { studentId: "TS1'; --" }],
    ['a detail that is a list', { detail: ['x'] }],
    ['a nested detail', { detail: { a: { b: 1 } } }],
    ['a long text in the detail', { detail: { a: 'x'.repeat(301) } }],
    ['a NUL in the detail', { detail: { a: 'x\u0000' } }],
    ['an odd field in the detail', { detail: { 'a b': 'x' } }],
    [
      '21 fields in the detail',
      { detail: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`f${n}`, n])) },
    ],
    ['a field that nobody asked for', { at: '2020-01-01T00:00:00Z' }],
  ])('one entry with %s is 400, and nothing of the batch is stored', async (_what, wrong) => {
    const before = (await rows()).length;
    const { status, body } = await post({ entries: [entry(), entry(wrong), entry()] });
    expect(status).toBe(400);
    expect(body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect((await rows()).length).toBe(before);
  });

  test.each([
    '',
    '{',
    '[]',
    'null',
    '{}',
    '{"entries":[]}',
    '{"entries":{}}',
    '{"__proto__":{}}',
  ])('a body %j is 400', async (body) => {
    expect((await post(body)).status).toBe(400);
    expect(({} as Record<string, unknown>).entries).toBeUndefined();
  });

  test('a body of 5 MB is 413', async () => {
    expect((await post({ entries: [entry({ actor: 'x'.repeat(5_000_000) })] })).status).toBe(413);
  });

  test('only the gateway for itself may tell', async () => {
    const before = (await rows()).length;
    const person = { sub: 'R1', role: 'registrar' };
    const wrong = [
      'x',
      await served.token('clearance'),
      await served.token('gateway', 'registry'),
      await served.token('gateway', 'clearance', person),
    ];
    for (const token of wrong) expect((await post({ entries: [entry()] }, token)).status).toBe(401);
    expect((await rows()).length).toBe(before);
  });

  test('what is stored can be neither changed nor removed, by the role of the program or by the owner', async () => {
    await post({ entries: [entry()] });
    const statements = [
      sql`update clearance.audit set actor = 'nobody'`,
      sql`delete from clearance.audit`,
      sql`truncate clearance.audit`,
    ];
    for (const statement of statements) {
      await expect(statement.execute(db)).rejects.toMatchObject({ code: '23000' });
      const asProgram = db.transaction().execute(async (trx) => {
        await sql`select set_config('role', ${COMMIT_ROLE}, true)`.execute(trx);
        await statement.execute(trx);
      });
      await expect(asProgram).rejects.toMatchObject({ code: '42501' });
    }
  });
});
