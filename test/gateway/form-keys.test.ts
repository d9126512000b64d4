import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSubgraph, type TestDepartment } from './kit/departments.ts';
import { silence } from './kit/faults.ts';
import { compose, startGraph, type TestGraph } from './kit/graph.ts';
import { sdl } from './kit/sdl.ts';
import { until } from './kit/until.ts';

const formsSdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@policy"])
  type Query { formKeys: FormKeySet @policy(policies: [["public"]]) }
  type FormKeySet { keys: [FormKey!]! }
  type FormKey { kid: ID! kty: String! crv: String! x: String! alg: String! use: String! demo: Boolean! }`;
const key = { kid: 'abcdefgh', kty: 'OKP', crv: 'Ed25519', x: 'x'.repeat(43), alg: 'EdDSA', use: 'sig' };
const PATH = '/.well-known/jwks.json';

let forms: TestDepartment;
let graph: TestGraph;
let withForms: string;
beforeAll(async () => {
  forms = await startSubgraph(formsSdl, {
    Query: { formKeys: () => ({ keys: [{ ...key, demo: true, d: 'private' }] }) },
  });
  graph = await startGraph();
  const urls = Object.fromEntries(Object.entries(graph.departments).map(([name, { url }]) => [name, url]));
  withForms = compose({ ...urls, forms: forms.url }, { ...sdl, forms: formsSdl });
});
afterAll(async () => {
  await graph.close();
  await forms.stop();
});

it('is not there while the graph has no form keys, and comes with the supergraph that has them', async () => {
  const before = await graph.send(PATH);
  expect({ status: before.status, code: before.errors[0]?.extensions.code }).toEqual({
    status: 404,
    code: 'NOT_FOUND',
  });
  const lines = graph.logLines.length;
  await graph.replaceSupergraph(withForms);
  await until('the new supergraph is in use', () => graph.logLines.length > lines);
  const deadline = performance.now() + 4_000;
  while ((await graph.send(PATH)).status === 404) expect(performance.now()).toBeLessThan(deadline);

  const { status, headers, text } = await graph.send(PATH);
  expect(status).toBe(200);
  expect(headers['content-type']).toContain('application/jwk-set+json');
  expect(headers['cache-control']).toBe('public, max-age=300');
  expect(JSON.parse(text)).toEqual({ keys: [key] });
});

it('answers 503 as JSON, which nobody keeps, while the subgraph is down', async () => {
  forms.fault = silence;
  const { status, headers, errors, text } = await graph.send(PATH);
  forms.fault = null;
  expect({ status, cache: headers['cache-control'] }).toEqual({ status: 503, cache: 'no-store' });
  expect(errors[0]?.extensions).toEqual({
    code: 'DEPARTMENT_UNAVAILABLE',
    requestId: headers['x-request-id'],
  });
  expect(text).not.toMatch(/127\.0\.0\.1|http:/);
  expect((await graph.send(PATH)).status).toBe(200);
});

it('is not served in front of a foreign supergraph', async () => {
  const supergraphFile = join(graph.directory, 'foreign.graphql');
  await writeFile(supergraphFile, withForms);
  await using open = await startGraph({ mode: 'open', profileFile: null, supergraphFile });
  expect((await open.send(PATH)).status).toBe(404);
});
