import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { Registry as MetricsRegistry } from 'prom-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '../../gateway/observe/log.ts';
import { createPeopleMetrics } from '../../gateway/observe/people-metrics.ts';
import { openSubgraphServices } from '../../gateway/open-subgraph-services.ts';
import { createServiceAddress } from '../../gateway/supergraph/service-address.ts';
import { createClearance } from '../../subgraphs/clearance/clearance.ts';
import type { ClearanceTables } from '../../subgraphs/clearance/database/tables.ts';
import type { Subgraph } from '../../subgraphs/kit/subgraph.ts';
import { createRegistry, type Registry } from '../../subgraphs/registry/registry.ts';
import { databaseKinds } from '../kit/databases.ts';
import { type ServedRoutes, serveRoutes } from './kit/served-routes.ts';

const SUPERGRAPH = readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
const apiSchema = buildSchema('type Query { ok: Boolean }');
const { open } = databaseKinds[1];

let registry: ServedRoutes<Registry>;
let clearance: ServedRoutes<Subgraph>;
beforeAll(async () => {
  registry = await serveRoutes(createRegistry, { open });
  clearance = await serveRoutes((dependencies) => createClearance(dependencies), { open });
});
afterAll(() => Promise.all([registry.close(), clearance.close()]));

/** The supergraph with a subgraph's routing address replaced. */
function routed(sdl: string, name: string, url: string): string {
  const next = sdl.replace(
    new RegExp(`(@join__graph\\(name: "${name}", url: )"[^"]*"`),
    `$1"${url}/graphql"`,
  );
  expect(next).not.toBe(sdl);
  return next;
}

test('addresses follow the supergraph in use', () => {
  let sdl: string | null = null;
  const addressOf = createServiceAddress(() => (sdl === null ? null : { apiSchema, supergraphSdl: sdl }));
  expect(addressOf('registry', 'roles')).toBeNull();
  sdl = routed(SUPERGRAPH, 'registry', 'http://one:1');
  expect(addressOf('registry', 'roles')).toBe('http://one:1/roles');
  sdl = routed(SUPERGRAPH, 'registry', 'http://two:2/base');
  expect(addressOf('registry', 'roles')).toBe('http://two:2/base/roles');
  expect(addressOf('kitchen', 'roles')).toBeNull();
});

test('roles come from registry and audit entries go to clearance, as the gateway, and are counted', async () => {
  const supergraphSdl = routed(routed(SUPERGRAPH, 'registry', registry.url), 'clearance', clearance.url);
  const counted = new MetricsRegistry();
  const ports = {
    newId: () => crypto.randomUUID(),
    random: () => 0,
    elapsed: () => performance.now(),
    log: createLog('silent'),
  };
  const parts = { current: () => ({ apiSchema, supergraphSdl }), metrics: createPeopleMetrics(counted) };
  // Each subgraph has keys of its own here.
  const sign = (audience: string) =>
    (audience === 'registry' ? registry : clearance).token('gateway', audience);
  const services = openSubgraphServices({ ...parts, sign }, ports);
  await registry.subgraph.roles.grant({ sub: 'L1', role: 'staff:library', by: 'x' });
  expect(await services.rolesOf('L1')).toEqual({ kind: 'roles', roles: ['staff:library'] });
  const entry = {
    actor: 'L1',
    role: 'staff:library',
    action: 'student-read',
    studentId: 'TS1',
    detail: {},
  } as const;
  expect(await services.audit.record([entry])).toBe(true);
  services.audit.note({ ...entry, action: 'read-refused' });
  await services.close();
  const db = clearance.database.forSchema<ClearanceTables>('clearance');
  const rows = await db.selectFrom('audit').select(['actor', 'action']).orderBy('seq').execute();
  expect(rows).toEqual([
    { actor: 'L1', action: 'student-read' },
    { actor: 'L1', action: 'read-refused' },
  ]);
  const text = await counted.metrics();
  expect(text).toContain('gateway_role_reads_total{answer="asked"} 1');
  expect(text).toContain('gateway_audit_records_total{outcome="stored"} 1');
  expect(text).toContain('gateway_audit_notes_total{outcome="taken"} 1');

  const unsigned = openSubgraphServices({ ...parts, sign: null }, ports);
  expect(await unsigned.rolesOf('L1')).toEqual({ kind: 'unavailable' });
  expect(await unsigned.audit.record([entry])).toBe(false);
  await unsigned.close();
});
