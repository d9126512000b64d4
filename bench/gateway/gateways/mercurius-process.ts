import type { AddressInfo } from 'node:net';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { requirePeer } from './peer-packages.ts';
import { subgraphUrls, tellReady } from './told.ts';

// Mercurius' gateway by its own documentation, with jit. It knows Federation 1 and no `@requires` across subgraphs: it is
// given subgraphs of Federation 1, of which the one for clearance knows the outcomes by itself.

const fastify = requirePeer<{ default: (options: object) => FastifyInstance }>(
  'mercurius',
  'fastify',
).default;
const gateway = requirePeer<FastifyPluginAsync<Record<string, unknown>>>('mercurius', '@mercuriusjs/gateway');

const app = fastify({ logger: false });
await app.register(gateway, {
  jit: 1,
  gateway: { services: Object.entries(subgraphUrls()).map(([name, url]) => ({ name, url })) },
});
await app.listen({ host: '127.0.0.1', port: 0 });
tellReady((app.server.address() as AddressInfo).port);
