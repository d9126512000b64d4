import { createHash } from 'node:crypto';
import { type DocumentNode, type ExecutionResult, type GraphQLSchema, getOperationAST } from 'graphql';
import { defaultLimits } from '../../../gateway/config.ts';
import { createApolloEngine } from '../../../gateway/engine/apollo/apollo-engine.ts';
import { createCompiledEngine } from '../../../gateway/engine/compiled/compiled-engine.ts';
import { createLog } from '../../../gateway/observe/log.ts';
import type { Viewer } from '../../../gateway/request/viewer.ts';
import { engineParts, patientBudget } from '../../gateway/kit/gateway-parts.ts';

/** Which engine; both must keep the same promises. */
export type EngineKind = 'apollo' | 'compiled';

/** One operation of a document, as a client sends it. */
export interface Asked {
  readonly document: DocumentNode;
  readonly text: string;
  readonly operationName: string | null;
  readonly variables: Record<string, unknown>;
}

/** An engine over one supergraph, without any HTTP in front of it. */
export interface EngineUnderTest {
  readonly schema: GraphQLSchema;
  readonly ask: (asked: Asked, signal?: AbortSignal, viewer?: Viewer) => Promise<ExecutionResult>;
  readonly close: () => Promise<void>;
}

/** How long a subgraph may take where all of them are well, milliseconds. */
export const PATIENT_MS = 10_000;

/** Opens an engine that waits so long for each fetch; rejects where it refuses the supergraph. */
export async function engineUnderTest(
  kind: EngineKind,
  supergraphSdl: string,
  fetchTimeoutMs = PATIENT_MS,
): Promise<EngineUnderTest> {
  const create = kind === 'apollo' ? createApolloEngine : createCompiledEngine;
  const limits = { ...defaultLimits, connectTimeoutMs: PATIENT_MS, fetchTimeoutMs };
  const parts = { ...engineParts, budget: patientBudget, limits, contacts: () => undefined };
  const engine = create({ ...parts, log: createLog('silent') });
  const loaded = await engine.reload(supergraphSdl);
  const schema = engine.current()?.apiSchema;
  if (loaded.kind !== 'loaded' || schema === undefined)
    throw new Error(`The ${kind} engine does not take the supergraph: ${JSON.stringify(loaded)}`);
  return {
    schema,
    close: () => engine.close(),
    ask: (
      { document, text, operationName, variables },
      signal = AbortSignal.timeout(2 * PATIENT_MS),
      viewer = { kind: 'anonymous' },
    ) =>
      engine.execute({
        apiSchema: schema,
        document,
        documentHash: createHash('sha256').update(text).digest('hex'),
        operationName,
        kind: getOperationAST(document, operationName)?.operation === 'mutation' ? 'mutation' : 'query',
        variables,
        viewer,
        forwardedAuthorization: undefined,
        requestId: 'random',
        signal,
      }),
  };
}
