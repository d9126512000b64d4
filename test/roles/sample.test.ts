import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAllSubgraphs } from '../../start/all-subgraphs.ts';
import { importSample } from '../../start/sample.ts';
import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import { type Database, openDatabase } from '../../subgraphs/kit/database/open-database.ts';
import { loadProfile } from '../../subgraphs/kit/service/profile.ts';
import { newPostgresUrl } from '../kit/databases.ts';
import { studentOf } from './kit/students.ts';

describe.each([
  ['the sample class gives the sample people their roles, once', 'TS2020S1', true],
  ['students of a university gives nobody a role', 'S2020001', false],
])('a start over a graph with %s', (_what, student, granted) => {
  let database: Database;
  beforeAll(async () => {
    database = openDatabase({ kind: 'postgres', url: await newPostgresUrl() });
  });
  afterAll(() => database.close());

  test(`(${student})`, async () => {
    const profile = loadProfile('current', 'guide-text');
    const subgraphs = createAllSubgraphs(() => ({
      database,
      profile,
      now: () => new Date(),
      production: false,
    }));
    const { registry } = subgraphs;
    await migrate(database.forSchema('registry'), 'registry', registry.migrations);
    await registry.load([studentOf(student)]);
    expect(await importSample(subgraphs)).toBe(0);
    const grants = await registry.roles.list(null, 'open');
    expect(grants.map(({ grantedBy }) => grantedBy)).toEqual(grants.map(() => 'sample'));
    const held = new Set(grants.map(({ role }) => role));
    const wanted = [
      'registrar',
      'desk',
      'analyst',
      'integrator',
      ...registry.staffOf.map((code) => `staff:${code}`),
    ];
    expect(held).toEqual(new Set(granted ? wanted : []));
    const [first] = grants;
    if (first) await registry.roles.revoke({ ...first, by: 'chief' });
    await importSample(subgraphs);
    expect(await registry.roles.list(null, 'all')).toHaveLength(grants.length);
  });
});
