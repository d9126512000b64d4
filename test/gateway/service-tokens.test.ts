import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt, exportJWK, generateKeyPair } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../gateway/identity/roles.ts';
import { createServiceVerifier } from '../../subgraphs/kit/identity/service-verifier.ts';
import { openServiceKeys } from '../../wire/identity/service-keys.ts';
import type { Received } from './kit/departments.ts';
import { startGraph, type TestGraph } from './kit/graph.ts';
import { authorizationOf } from './kit/role-token.ts';

const directory = mkdtempSync(join(tmpdir(), 'gateway-tokens-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const now = () => new Date();
const newId = () => crypto.randomUUID();

const PAGE = '{ clearance(studentId: "S1") { name library { outcome } archives { outcome } outcome } }';
const CANCEL = 'mutation { cancelLibraryCard(studentId: "S0") { id library { outcome } } }';

/** What a department was shown, of each call. */
function claimsOf(received: readonly Received[]) {
  return received.map(({ headers }) => decodeJwt(String(headers.authorization).replace('Bearer ', '')));
}

describe('a gateway with a key', () => {
  let graph: TestGraph;
  const file = join(directory, 'service.json');
  beforeAll(async () => {
    graph = await startGraph({ serviceKeys: { kind: 'made', file } });
  });
  afterAll(() => graph.close());
  afterEach(() => {
    for (const department of Object.values(graph.departments)) {
      department.received.length = 0;
      department.fault = null;
    }
  });

  const ask = async (query: string, role: Role | null, headers: Record<string, string> = {}) =>
    graph.ask(query, {}, { ...(await authorizationOf(role, graph.directory)), ...headers });

  it('reads root fields for the person, and entities for itself, each by a token for that department', async () => {
    await ask(PAGE, 'registrar');
    const { registry, library, archives, clearance } = graph.departments;
    expect(claimsOf(registry.received)).toMatchObject([
      { aud: 'registry', sub: 'S0', role: 'registrar', act: { sub: 'gateway' } },
    ]);
    for (const [aud, { received }] of Object.entries({ library, archives, clearance })) {
      const [claims, ...others] = claimsOf(received);
      expect(others).toEqual([]);
      expect(claims).toMatchObject({ iss: 'urn:graduate-clearance:service', aud, role: 'gateway' });
      expect(claims).not.toHaveProperty('sub');
    }
  });

  it('signs what a department of ours believes', async () => {
    await ask(PAGE.replace('S1', 'S0'), 'student');
    const keys = await openServiceKeys({ kind: 'given', file }, now, newId);
    const { authorization } = graph.departments.registry.received[0]?.headers ?? {};
    const read = createServiceVerifier(keys, 'registry', now);
    expect(await read(String(authorization))).toEqual({ kind: 'person', sub: 'S0', role: 'student' });
    const other = createServiceVerifier(keys, 'library', now);
    await expect(other(String(authorization))).rejects.toThrow();
  });

  it('changes things for the person, and reads what follows for itself', async () => {
    await ask(CANCEL, 'student');
    const [changed, ...read] = claimsOf(graph.departments.library.received);
    expect(changed).toMatchObject({ sub: 'S0', role: 'student', act: { sub: 'gateway' } });
    for (const claims of read) expect(claims).not.toHaveProperty('sub');
  });

  it('passes nothing of a client’s headers on but the request id', async () => {
    const stranger = { 'x-request-id': 'request-12345678', cookie: 'session=secret', 'x-role': 'gateway' };
    await ask(PAGE, 'registrar', { ...stranger, forwarded: 'for=1.2.3.4', 'x-forwarded-for': '1.2.3.4' });
    const known = ['accept', 'authorization', 'connection', 'content-length', 'content-type', 'host'];
    for (const { received } of Object.values(graph.departments))
      for (const { headers } of received) {
        expect(Object.keys(headers).sort()).toEqual([...known, 'x-request-id'].sort());
        expect(headers['x-request-id']).toBe('request-12345678');
      }
  });

  it('says DEPARTMENT_UNAVAILABLE where its token is refused, and why in the log', async () => {
    graph.departments.library.fault = async (_, reply) =>
      reply.code(401).send({ errors: [{ message: 'secret', extensions: { code: 'UNAUTHENTICATED' } }] });
    const { status, data, errors, text } = await ask(PAGE, 'registrar');
    expect(status).toBe(200);
    expect(data.clearance).toMatchObject({
      library: null,
      archives: { outcome: 'PASSED' },
      outcome: 'UNKNOWN',
    });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['DEPARTMENT_UNAVAILABLE']);
    expect(text).not.toContain('secret');
    expect(graph.logLines.join('')).toContain('"failure":"token-refused","detail":"refused our token"');
    const metrics = await graph.send('/metrics');
    expect(metrics.text).toContain('department="library",kind="query",outcome="token-refused"');
  });
});

it('a gateway that can sign nothing asks nobody, says DEPARTMENT_UNAVAILABLE, logs why and lives', async () => {
  const file = join(directory, 'public.json');
  const { publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  writeFileSync(file, JSON.stringify({ ...(await exportJWK(publicKey)), kid: 'a' }));
  await using graph = await startGraph({ serviceKeys: { kind: 'given', file } });
  for (let round = 0; round < 3; round++) {
    const { status, data, errors } = await graph.ask(PAGE);
    expect(status).toBe(200);
    expect(data.clearance).toBeNull();
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['DEPARTMENT_UNAVAILABLE']);
  }
  for (const { received } of Object.values(graph.departments)) expect(received).toEqual([]);
  expect(graph.logLines.join('')).toContain('"detail":"no service token"');
  expect((await graph.send('/livez')).status).toBe(200);
});
