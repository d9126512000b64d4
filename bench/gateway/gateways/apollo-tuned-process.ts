import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { Pool } from 'undici';
import { readBody } from './read-body.ts';
import { supergraphForPeers, tellReady } from './told.ts';

// The same gateway without what makes it slow: a data source on undici in place of its fetch stack, bare node:http in
// place of its own web server. Apollo Server still parses (with its document store), validates and plans.

const gateway = new ApolloGateway({
  supergraphSdl: supergraphForPeers(),
  buildService: ({ url }) => createDataSource(url ?? ''),
});
const server = new ApolloServer({ gateway });
await server.start();

const http = createServer((request, response) => {
  readBody(request)
    .then((text) => server.executeOperation(JSON.parse(text)))
    .then(({ body }) => {
      const result = body.kind === 'single' ? body.singleResult : {};
      const answer = Buffer.from(JSON.stringify(result));
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length });
      response.end(answer);
    })
    .catch(() => response.writeHead(500).end());
});
http.listen(0, '127.0.0.1', () => tellReady((http.address() as AddressInfo).port));

function createDataSource(url: string): GraphQLDataSource {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: 64, pipelining: 1 });
  const headers = { 'content-type': 'application/json' };
  return {
    async process({ request }) {
      const { query, variables, operationName } = request;
      const { body } = await pool.request({
        method: 'POST',
        path: pathname,
        headers,
        body: JSON.stringify({ query, variables, operationName }),
      });
      return (await body.json()) as Awaited<ReturnType<GraphQLDataSource['process']>>;
    },
  };
}
