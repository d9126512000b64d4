import type { SpanNotes, Tracing } from '../../wire/tracing/tracing.ts';
import type { Engine } from '../engine/engine.ts';
import { operationScope } from '../request/operation-context.ts';

/**
 * The engine, with a span around each operation: its kind, the hash of its text, and the name of a trusted document.
 * The name of a free-form operation is its author's and may hold anything. Without tracing it is the engine itself.
 */
export function traceEngine(engine: Engine, tracing: Tracing | null): Engine {
  if (tracing === null) return engine;
  return {
    ...engine,
    async execute(request) {
      const { kind, documentHash, operationName } = request;
      const trusted = operationScope.getStore()?.sent?.documentId ?? null;
      const notes: SpanNotes = {
        'graphql.operation.type': kind,
        'graphql.document.hash': `sha256:${documentHash}`,
        ...(trusted !== null && { 'graphql.document.id': trusted }),
        ...(trusted !== null && operationName !== null && { 'graphql.operation.name': operationName }),
      };
      const name = trusted === null ? kind : `${kind} ${operationName ?? 'unnamed'}`;
      const span = tracing.begin('internal', name, notes);
      try {
        const result = await span.inside(() => engine.execute(request));
        span.note({ 'graphql.error.count': result.errors?.length ?? 0 });
        span.end();
        return result;
      } catch (error) {
        span.end('fault');
        throw error;
      }
    },
  };
}
