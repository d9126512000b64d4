import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isSubject as isSubjectAtGateway, parseRole } from '../../gateway/identity/roles.ts';
import { createRegistry, type Registry } from '../../subgraphs/registry/registry.ts';
import { isGrantable, isSubject } from '../../subgraphs/registry/roles/role-form.ts';
import type { RegistryTables } from '../../subgraphs/registry/tables.ts';
import { databaseKinds } from '../kit/databases.ts';
import { type ServedRoutes, serveRoutes } from './kit/served-routes.ts';
import { studentOf } from './kit/students.ts';

const by = 'admin';

interface Answered {
  readonly people?: readonly { readonly sub: string }[];
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

describe.each(databaseKinds)('on $kind', ({ open }) => {
  let served: ServedRoutes<Registry>;
  let db: Kysely<RegistryTables>;
  beforeAll(async () => {
    served = await serveRoutes(createRegistry, { open });
    db = served.database.forSchema<RegistryTables>('registry');
    await served.subgraph.load([studentOf('TS1')]);
  });
  afterAll(() => served.close());
  const roles = () => served.subgraph.roles;
  const ask = async (sub: string, token?: string) => {
    const headers = { authorization: `Bearer ${token ?? (await served.token())}` };
    const response = await fetch(`${served.url}/roles?sub=${encodeURIComponent(sub)}`, { headers });
    return { status: response.status, body: (await response.json()) as Answered };
  };
  const person = async (sub: string) => {
    const { people = [] } = (await ask(sub)).body;
    return people[0];
  };

  test('a role is had from the grant to the revocation, and asked for over HTTP', async () => {
    expect(await person('A1')).toEqual({ sub: 'A1', roles: [], student: false });
    expect(await roles().grant({ sub: 'A1', role: 'staff:library', by })).toMatchObject({ changed: true });
    await roles().grant({ sub: 'A1', role: 'desk', by });
    expect(await person('A1')).toEqual({ sub: 'A1', roles: ['desk', 'staff:library'], student: false });
    expect(await roles().revoke({ sub: 'A1', role: 'desk', by: 'other' })).toMatchObject({
      grantedBy: by,
      revokedBy: 'other',
    });
    expect(await person('A1')).toEqual({ sub: 'A1', roles: ['staff:library'], student: false });
  });

  test('whom the register has is a student, with or without a role', async () => {
    expect(await person('TS1')).toEqual({ sub: 'TS1', roles: [], student: true });
    await roles().grant({ sub: 'TS1', role: 'desk', by });
    expect(await person('TS1')).toEqual({ sub: 'TS1', roles: ['desk'], student: true });
  });

  test('several people are asked about at once, each once, and 25 at most', async () => {
    await roles().grant({ sub: 'A7', role: 'analyst', by });
    await roles().grant({ sub: 'A8', role: 'desk', by });
    const query = async (...subs: string[]) => {
      const headers = { authorization: `Bearer ${await served.token()}` };
      const response = await fetch(`${served.url}/roles?${subs.map((sub) => `sub=${sub}`).join('&')}`, {
        headers,
      });
      return { status: response.status, body: (await response.json()) as Answered };
    };
    const { people = [] } = (await query('A8', 'A9', 'A7')).body;
    expect(people.toSorted((a, b) => (a.sub < b.sub ? -1 : 1))).toEqual([
      { sub: 'A7', roles: ['analyst'], student: false },
      { sub: 'A8', roles: ['desk'], student: false },
      { sub: 'A9', roles: [], student: false },
    ]);
    const many = Array.from({ length: 26 }, (_, n) => `B${n}`);
    expect((await query(...many.slice(1))).body.people).toHaveLength(25);
    expect((await query(...many)).status).toBe(400);
    expect((await query('A7', '%20')).status).toBe(400);
  });

  test('granting twice and revoking twice changes nothing the second time, also at the same moment', async () => {
    const change = { sub: 'A2', role: 'registrar', by };
    const granted = await Promise.all(Array.from({ length: 5 }, () => roles().grant(change)));
    expect(granted.filter(({ changed }) => changed)).toHaveLength(1);
    const revoked = await Promise.all(Array.from({ length: 5 }, () => roles().revoke(change)));
    expect(revoked.filter((one) => one !== null)).toHaveLength(1);
    expect(await roles().list('A2', 'all')).toHaveLength(1);
  });

  test('history stays: each grant is a row, closed by its revocation', async () => {
    for (const one of ['first', 'second']) {
      await roles().grant({ sub: 'A3', role: 'analyst', by: one });
      await roles().revoke({ sub: 'A3', role: 'analyst', by: `not-${one}` });
    }
    await roles().grant({ sub: 'A3', role: 'analyst', by: 'third' });
    const history = await roles().list('A3', 'all');
    expect(history.map(({ grantedBy, revokedBy }) => [grantedBy, revokedBy])).toEqual([
      ['first', 'not-first'],
      ['second', 'not-second'],
      ['third', null],
    ]);
    expect(await roles().list('A3', 'open')).toEqual([history[2]]);
  });

  test.each([
    [
      'reopening a closed grant',
      sql`update registry.role_grant set revoked_at = null, revoked_by = null where revoked_at is not null`,
    ],
    ['rewriting who granted', sql`update registry.role_grant set granted_by = 'x'`],
    [
      'closing and rewriting at once',
      sql`update registry.role_grant set revoked_at = now(), revoked_by = 'x', role = 'desk' where revoked_at is null`,
    ],
    ['deleting', sql`delete from registry.role_grant`],
    ['truncating', sql`truncate registry.role_grant`],
    [
      'a role that there is not',
      sql`insert into registry.role_grant (sub, role, granted_by) values ('A4', 'dean', 'x')`,
    ],
    [
      'granting student',
      sql`insert into registry.role_grant (sub, role, granted_by) values ('A4', 'student', 'x')`,
    ],
    [
      'a second open grant',
      sql`insert into registry.role_grant (sub, role, granted_by) values ('A1', 'staff:library', 'x')`,
    ],
  ])('the database refuses %s, whoever asks', async (_what, statement) => {
    await expect(statement.execute(db)).rejects.toMatchObject({ code: /^23/ });
  });

  test('only the gateway for itself is answered', async () => {
    const person = { sub: 'A1', role: 'registrar' };
    const wrong = [
      'x',
      await served.token('clearance'),
      await served.token('gateway', 'library'),
      await served.token('gateway', 'registry', person),
    ];
    for (const token of wrong) expect((await ask('A1', token)).status).toBe(401);
    expect((await fetch(`${served.url}/roles?sub=A1`)).status).toBe(401);
  });

  test.each([
    '',
    ' ',
    'a b',
    `a${'b'.repeat(64)}`,
    "a'",
    'a\u0000',
    '\u202ea',
    '../x',
    '$' + '{jndi:x}',
  ])('what names nobody is 400: %j', async (sub) => {
    const { status, body } = await ask(sub);
    expect(status).toBe(400);
    expect(body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('a question about nobody is 400', async () => {
    const headers = { authorization: `Bearer ${await served.token()}` };
    expect((await fetch(`${served.url}/roles`, { headers })).status).toBe(400);
  });
});

test('sample people get their roles once, where nobody was ever given any, and in production these count for nothing', async () => {
  for (const production of [false, true]) {
    const { open } = databaseKinds[1];
    const served = await serveRoutes(createRegistry, { open, production });
    const people = [
      { sub: 'R1', roles: ['registrar', 'desk', 'student', 'dean'] },
      { sub: 'TS1', roles: [] },
    ];
    expect(await served.subgraph.grantSampleRoles(people)).toBe(2);
    expect(await served.subgraph.grantSampleRoles(people)).toBe(0);
    expect(await served.subgraph.roles.rolesOf(['R1'])).toEqual([
      { sub: 'R1', roles: production ? [] : ['desk', 'registrar'], student: false },
    ]);
    await served.close();
  }
});

test('gateway and registry agree on what names a person and a role', () => {
  const texts = [
    'a',
    '张三',
    'R001',
    'a@b.c',
    'staff:library',
    'staff:',
    'staff:Lib',
    'desk',
    'dean',
    '-a',
    'x'.repeat(64),
    'x'.repeat(65),
  ];
  for (const text of texts) {
    expect(isSubject(text)).toBe(isSubjectAtGateway(text));
    expect(isGrantable(text)).toBe(parseRole(text) !== null);
  }
  expect(isGrantable('student')).toBe(false);
});
