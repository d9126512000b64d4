import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { requirePeer } from './peer-packages.ts';
import { supergraphForPeers, tellReady } from './told.ts';

// Hive's gateway by its own documentation; with `rust` as its argument its Rust planner and the executor made for it.

interface Runtime {
  createGatewayRuntime(options: object): RequestListener;
}
interface RouterRuntime {
  readonly unifiedGraphHandler: unknown;
}

const { createGatewayRuntime } = requirePeer<Runtime>('hive', '@graphql-hive/gateway-runtime');
const router =
  process.argv[2] === 'rust' ? requirePeer<RouterRuntime>('hive', '@graphql-hive/router-runtime') : null;
const runtime = createGatewayRuntime({
  supergraph: supergraphForPeers(),
  logging: false,
  ...(router && { unifiedGraphHandler: router.unifiedGraphHandler }),
});
const server = createServer(runtime);
server.listen(0, '127.0.0.1', () => tellReady((server.address() as AddressInfo).port));
