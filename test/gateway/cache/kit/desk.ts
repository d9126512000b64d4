import { randomUUID } from 'node:crypto';
import { buildASTSchema, type DocumentNode, parse } from 'graphql';
import { defaultLimits } from '../../../../gateway/config.ts';
import { anonymous, type Viewer } from '../../../../gateway/request/viewer.ts';
import { createShapeReader } from '../../../../gateway/upstream/answer-shape.ts';
import { createDepartment } from '../../../../gateway/upstream/ask-department.ts';
import type { AskCall, Asked } from '../../../../gateway/upstream/cache/ask-call.ts';
import {
  createEntityCache,
  type EntityCache,
  type EntityCacheParts,
} from '../../../../gateway/upstream/cache/entity-cache.ts';
import type { Tally } from '../../../../gateway/upstream/cache/tally.ts';
import { personOf } from '../../../../gateway/upstream/credentials.ts';
import { createDepartmentClient } from '../../../../gateway/upstream/department-client.ts';
import type { SignServiceToken } from '../../../../wire/identity/service-token.ts';
import { compose } from '../../kit/graph.ts';
import { type Representation, type Stub, startStub } from './stub.ts';

const shapes = createShapeReader(
  buildASTSchema(parse(compose({})), { assumeValid: true, assumeValidSDL: true }),
);

export const entitiesOf = (selection: string, variables = '') =>
  `query ($representations: [_Any!]!${variables}) { _entities(representations: $representations) { ... on Student { ${selection} } } }`;

export const library = entitiesOf('library { outcome version books }');

export const person = (role: string, sub: string): Viewer =>
  ({ kind: 'person', role, sub, token: `token of ${sub}` }) as Viewer;
export const registrar = person('registrar', 'R1');
export { anonymous };

export const student = (id: string, inputs: object = {}): Representation => ({
  __typename: 'Student',
  id,
  ...inputs,
});

const documents = new Map<string, DocumentNode>();
function documentOf(query: string): DocumentNode {
  const document = documents.get(query) ?? parse(query);
  documents.set(query, document);
  return document;
}

export interface Read extends Partial<Omit<AskCall, 'document'>> {
  readonly students?: readonly (string | Representation)[];
}

/** A department with a stub behind it, asked through a cache. */
export interface Desk extends AsyncDisposable {
  readonly stub: Stub;
  readonly cache: EntityCache;
  /** How often each counter was told of a value. */
  readonly counted: Record<string, number>;
  /** Milliseconds by which the clock is ahead. */
  pass(ms: number): void;
  /** Asks for students through `_entities`; one of them if none are named. */
  read(options?: Read): Promise<Asked & { readonly tally: Tally }>;
  /** What a department says of one student, the edge alone. */
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into freely by tests
  edgeOf(id: string, options?: Read): Promise<any>;
}

export interface DeskOptions {
  readonly subgraph?: string;
  readonly cache?: EntityCache;
  readonly redis?: EntityCacheParts['redis'];
  readonly limits?: EntityCacheParts['limits'];
  readonly stub?: Stub;
  readonly fetchTimeoutMs?: number;
}

export async function openDesk(options: DeskOptions = {}): Promise<Desk> {
  const { subgraph = 'library' } = options;
  const stub = options.stub ?? (await startStub());
  let ahead = 0;
  const counted: Record<string, number> = {};
  const counter = (name: string) => () => {
    counted[name] = (counted[name] ?? 0) + 1;
  };
  const names = ['hit', 'miss', 'stale', 'stored', 'refused', 'bad'] as const;
  const counters = Object.fromEntries(
    names.map((name) => [name, counter(name)]),
  ) as unknown as EntityCache['counters'];
  const cache =
    options.cache ??
    createEntityCache({
      now: () => new Date(Date.now() + ahead),
      newId: randomUUID,
      redis: options.redis ?? null,
      counters,
      ...(options.limits && { limits: options.limits }),
    });
  // Generous: on a loaded machine a healthy department looks slow.
  const { fetchTimeoutMs = 10_000 } = options;
  const limits = { ...defaultLimits, connectTimeoutMs: 5_000, fetchTimeoutMs };
  const sign: SignServiceToken = async (audience, whom) => `${audience} for ${whom?.sub ?? 'nobody'}`;
  const client = createDepartmentClient(stub.url, limits, { credentials: { subgraph, sign } });
  const department = createDepartment({ subgraph, client, cache, schemaId: 'schema' });

  async function read({ students = ['S1'], ...more }: Read = {}) {
    const representations = students.map((one) => (typeof one === 'string' ? student(one) : one));
    const query = more.query ?? library;
    const isRoot = !query.includes('_entities');
    const variables = { ...more.variables, ...(!isRoot && { representations }) };
    const document = documentOf(query);
    const tally: Tally = {};
    const asker = {
      viewer: registrar,
      freshness: 'cached',
      operation: 'query',
      forwardedAuthorization: undefined,
    } as const;
    const call = {
      kind: 'query',
      operationName: undefined,
      requestId: 'r',
      signal: new AbortController().signal,
    } as const;
    const asked = { ...asker, ...call, ...more };
    const person = personOf({ kind: asked.kind, representations: isRoot ? null : [] }, asked.viewer);
    const question = {
      schema: shapes.schema,
      shape: shapes(document),
      variables,
      representations: isRoot ? null : representations,
    };
    const answered = await department.ask({ ...asked, person, query, document, variables, tally }, question);
    return { ...answered, tally };
  }

  return {
    stub,
    cache,
    counted,
    pass: (ms) => {
      ahead += ms;
    },
    read,
    async edgeOf(id, more) {
      const { data } = await read({ ...more, students: [id] });
      return (data._entities as { library: unknown }[])[0]?.library;
    },
    async [Symbol.asyncDispose]() {
      if (!options.cache) cache.close();
      await client.close();
      if (!options.stub) await stub[Symbol.asyncDispose]();
    },
  };
}
