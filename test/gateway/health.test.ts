import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { startGraph } from './kit/graph.ts';
import { until } from './kit/until.ts';

it('is alive and ready with every department down', async () => {
  await using graph = await startGraph();
  await Promise.all(Object.values(graph.departments).map((department) => department.stop()));
  expect((await graph.send('/livez')).status).toBe(200);
  expect((await graph.send('/readyz')).status).toBe(200);
  const { data, errors } = await graph.ask('{ clearance { name } }');
  expect(data).toEqual({ clearance: null });
  expect(errors).toMatchObject([{ extensions: { code: 'DEPARTMENT_UNAVAILABLE' } }]);
});

it('is ready only after the addresses in WAIT_FOR have answered 200', async () => {
  const importer = Fastify();
  let status = 503;
  importer.get('/readyz', (_, reply) => reply.code(status).send(''));
  const address = await importer.listen({ host: '127.0.0.1', port: 0 });
  await using graph = await startGraph({ waitFor: [`${address}/readyz`] });
  expect((await graph.send('/readyz')).status).toBe(503);
  expect((await graph.ask('{ clearance { name } }')).status).toBe(200);
  status = 200;
  await until('the gateway is ready', async () => (await graph.send('/readyz')).status === 200);
  await importer.close();
  expect((await graph.send('/readyz')).status).toBe(200);
});

it('serves GraphiQL with a policy that lets nothing in from outside, 404 to nobody in production and where it is not built', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'graphiql-'));
  await writeFile(join(directory, 'index.html'), '<!doctype html><script src="./x.js"></script>');
  await using graph = await startGraph({ graphiqlDir: directory });
  expect((await graph.send('/graphiql')).headers.location).toBe('/graphiql/');
  const page = await graph.send('/graphiql/');
  expect(page.status).toBe(200);
  expect(page.text).toContain('./x.js');
  expect(page.headers['content-security-policy']).toContain("script-src 'self';");
  expect((await graph.send('/graphiql/../../etc/passwd')).status).toBe(404);
  await using production = await startGraph({
    mode: 'production',
    documents: 'any',
    graphiqlDir: directory,
  });
  const hidden = await production.send('/graphiql/');
  expect({ status: hidden.status, code: hidden.errors[0]?.extensions.code }).toEqual({
    status: 404,
    code: 'NOT_FOUND',
  });
  await rm(directory, { recursive: true });

  await using without = await startGraph();
  const answer = await without.send('/graphiql');
  expect({ status: answer.status, code: answer.errors[0]?.extensions.code }).toEqual({
    status: 404,
    code: 'NOT_FOUND',
  });
});

it('finishes the requests in flight before it closes', async () => {
  const graph = await startGraph();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  graph.departments.library.fault = () => held;
  const inFlight = graph.ask('{ clearance { library { passed } passed } }');
  await until('the library is asked', () => graph.departments.library.received.length > 0);
  const closed = graph.close();
  release();
  expect((await inFlight).data.clearance).toEqual({ library: { passed: true }, passed: true });
  await closed;
  await expect(graph.ask('{ __typename }')).rejects.toThrow();
});

it('closes while it still waits for an address', async () => {
  const graph = await startGraph({ waitFor: ['http://127.0.0.1:9/readyz'] });
  expect((await graph.send('/readyz')).status).toBe(503);
  await expect(graph.close()).resolves.toBeUndefined();
});
