import { readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { EVENT_TIMES } from '../../../subgraphs/kit/graph/serve-subgraph.ts';
import { createSubgraphServer } from '../../../subgraphs/kit/graph/subgraph-server.ts';
import { departments, studentById } from '../students.ts';
import { asFederation1 } from './federation-1.ts';
import { quietFeed } from './quiet-feed.ts';
import {
  clearanceResolvers,
  departmentResolvers,
  knowingClearanceResolvers,
  registryResolvers,
} from './resolvers.ts';
import type { SubgraphsReady, SubgraphUrls } from './subgraph-urls.ts';

// Six subgraphs in one process, over memory; and the same six once more as Federation 1 has them. The servers are the
// product's own. Who calls is not verified: peers have no service tokens, and it must cost all of them the same.

const SDL_DIR = join(import.meta.dirname, '../../../schema');
/** Of the measurement, which removes it. */
const scratch = process.env.DATA_DIR ?? '.';

interface Served {
  readonly name: keyof SubgraphUrls;
  readonly resolvers: object;
  readonly addRoutes?: (app: FastifyInstance) => void;
}

const registry: Served = { name: 'registry', resolvers: registryResolvers(), addRoutes: addRoles };
const clearance: Served = { name: 'clearance', resolvers: clearanceResolvers(), addRoutes: addAudit };
const others = departments.map((name): Served => ({ name, resolvers: departmentResolvers(name) }));

const now = await serveAll([registry, ...others, clearance], (name) => join(SDL_DIR, `${name}.graphql`));
const knowing: Served = { name: 'clearance', resolvers: knowingClearanceResolvers() };
const before = await serveAll([registry, ...others, knowing].map(sayingFederation1), federation1File);
process.send?.({ kind: 'ready', federation2: now, federation1: before } satisfies SubgraphsReady);
process.on('disconnect', () => process.exit(0));

async function serveAll(all: readonly Served[], fileOf: (name: string) => string): Promise<SubgraphUrls> {
  const urls = await Promise.all(
    all.map(async ({ name, resolvers, addRoutes }) => {
      const sdlFile = pathToFileURL(fileOf(name));
      const app = await createSubgraphServer(
        { name, sdlFile, resolvers, migrations: {}, ...(addRoutes && { addRoutes }) },
        {
          readCaller: async () => ({ kind: 'service', role: 'gateway' }),
          isReady: async () => true,
          events: { state: () => quietFeed, times: EVENT_TIMES },
          logger: false,
        },
      );
      await app.listen({ host: '127.0.0.1', port: 0 });
      return [name, `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/graphql`] as const;
    }),
  );
  return Object.fromEntries(urls) as unknown as SubgraphUrls;
}

/** The text itself, since a gateway of that time misreads what a server of today prints of it. */
function sayingFederation1({ resolvers, ...served }: Served): Served {
  const said = 'Query' in resolvers ? resolvers.Query : {};
  const Query = { ...(said as object), _service: () => ({ sdl: federation1Sdl(served.name) }) };
  return { ...served, resolvers: { ...resolvers, Query } };
}

function federation1Sdl(name: string): string {
  return asFederation1(readFileSync(join(SDL_DIR, `${name}.graphql`), 'utf8'), name === 'registry');
}

function federation1File(name: string): string {
  const file = join(scratch, `federation-1-${name}.graphql`);
  writeFileSync(file, federation1Sdl(name));
  return file;
}

/** What ours asks of the registry in production: nobody here was given a role but the registrar; and an issuer's keys. */
function addRoles(app: FastifyInstance): void {
  app.get('/jwks', async () => {
    const { d: _private, ...key } = JSON.parse(readFileSync(join(scratch, 'keys', 'dev.json'), 'utf8'));
    return { keys: [key] };
  });
  app.get('/roles', async (request) => {
    const { sub = [] } = request.query as { sub?: string | string[] };
    const people = [sub].flat().map((one) => ({
      sub: one,
      roles: one === 'R001' ? ['registrar'] : [],
      student: studentById.has(one),
    }));
    return { people };
  });
}

/** Where ours tells who looked at the roster, before it shows it. */
function addAudit(app: FastifyInstance): void {
  app.post('/audit', async (request) => ({
    stored: ((request.body as { entries?: unknown[] } | null)?.entries ?? []).length,
  }));
}
