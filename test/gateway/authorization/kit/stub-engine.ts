import {
  defaultFieldResolver,
  defaultTypeResolver,
  type ExecutionResult,
  execute,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  type GraphQLTypeResolver,
  parse,
  validate,
} from 'graphql';
import { expect } from 'vitest';
import type { AuditEntry, AuditTrail } from '../../../../gateway/audit/audit-trail.ts';
import { withAuthorization } from '../../../../gateway/authorization/with-authorization.ts';
import type { Engine, EngineRequest } from '../../../../gateway/engine/engine.ts';
import { parseRole, type Role } from '../../../../gateway/identity/roles.ts';
import type { Viewer } from '../../../../gateway/request/viewer.ts';
import { smallData, smallSchema, smallSdl } from './small-graph.ts';

export interface Stub {
  readonly engine: Engine;
  /** What reached the engine underneath. */
  readonly asked: EngineRequest[];
  /** `Type.field` of every resolver that ran, `__typename` left out. */
  readonly resolved: Set<string>;
}

/** Where values and types come from, if not from the data. */
export interface Answerer {
  readonly field?: GraphQLFieldResolver<unknown, unknown>;
  readonly type?: GraphQLTypeResolver<unknown, unknown>;
}

/** An engine that executes documents over data by graphql-js, and insists that they are valid. */
export function stubEngine(
  schema: GraphQLSchema,
  supergraphSdl: string,
  data: unknown,
  answerer: Answerer = {},
): Stub {
  const asked: EngineRequest[] = [];
  const resolved = new Set<string>();
  const fieldResolver: GraphQLFieldResolver<unknown, unknown> = (source, args, context, info) => {
    resolved.add(`${info.parentType.name}.${info.fieldName}`);
    const value = (answerer.field ?? defaultFieldResolver)(source, args, context, info);
    if (value instanceof Error) throw value;
    return value;
  };
  const loaded = { apiSchema: schema, supergraphSdl };
  const engine: Engine = {
    reload: async () => ({ kind: 'unchanged' }),
    current: () => loaded,
    beforeServing: () => {},
    onReload: () => () => {},
    close: async () => {},
    async execute(request) {
      asked.push(request);
      expect(validate(schema, request.document)).toEqual([]);
      const { document, operationName, variables: variableValues } = request;
      const typeResolver = answerer.type ?? defaultTypeResolver;
      const work = { schema, document, operationName, variableValues, rootValue: data };
      return execute({ ...work, fieldResolver, typeResolver });
    },
  };
  return { engine, asked, resolved };
}

export interface Trail extends AuditTrail {
  readonly recorded: AuditEntry[];
  readonly noted: AuditEntry[];
  works: boolean;
}

/** An audit log in memory. */
export function memoryTrail(): Trail {
  const trail: Trail = {
    recorded: [],
    noted: [],
    works: true,
    async record(entries) {
      if (trail.works) trail.recorded.push(...entries);
      return trail.works;
    },
    note: (entry) => void trail.noted.push(entry),
    close: async () => {},
  };
  return trail;
}

/** `student S1`, `staff:library`, `anonymous`. */
export function viewerOf(text: string): Viewer {
  if (text === 'anonymous') return { kind: 'anonymous' };
  const [role = '', sub = 'T1'] = text.split(' ');
  const parsed: Role | null = parseRole(role);
  if (parsed === null) throw new Error(`No role ${role}.`);
  return { kind: 'person', sub, role: parsed };
}

export interface Guarded extends Stub {
  readonly audit: Trail;
  readonly logged: unknown[][];
  ask(viewer: string, text: string, variables?: Record<string, unknown>): Promise<ExecutionResult>;
  run(request: Partial<EngineRequest> & Pick<EngineRequest, 'document'>): Promise<ExecutionResult>;
}

/** The authorization layer over a stub engine. */
export function guarded(
  data: unknown = smallData(),
  { schema, sdl, ...answerer }: { schema: GraphQLSchema; sdl: string } & Answerer = {
    schema: smallSchema,
    sdl: smallSdl,
  },
): Guarded {
  const stub = stubEngine(schema, sdl, data, answerer);
  const audit = memoryTrail();
  const logged: unknown[][] = [];
  const write = (...args: unknown[]) => void logged.push(args);
  const log = { debug: write, info: write, warn: write, error: write };
  const engine = withAuthorization(stub.engine, { ownSdl: 'scalar Own', audit, log: log as never });
  const run: Guarded['run'] = (request) =>
    engine.execute({
      apiSchema: schema,
      documentHash: 'the-clients-own',
      operationName: null,
      kind: 'query',
      variables: {},
      viewer: { kind: 'anonymous' },
      requestId: 'request-1',
      signal: new AbortController().signal,
      ...request,
    } as EngineRequest);
  return {
    ...stub,
    audit,
    logged,
    run,
    async ask(viewer, text, variables = {}) {
      const document = parse(text);
      expect(validate(schema, document), text).toEqual([]);
      const kind = /^\s*mutation/.test(text) ? 'mutation' : 'query';
      const result = await run({ document, variables, kind, viewer: viewerOf(viewer) });
      return JSON.parse(JSON.stringify(result));
    },
  };
}
