import { createHash } from 'node:crypto';
import type { DocumentNode } from 'graphql';
import type { Question } from '../settle-answer.ts';
import type { AskCall } from './ask-call.ts';
import { groupOf } from './cached-value.ts';
import { type DividedFetch, divideEntities, divideRoot } from './divided-fetch.ts';
import { couldLive, STALE_MS } from './life-of.ts';
import { namedStudent, type RootLookup, rootLookupOf } from './root-lookup.ts';

/** Divides a fetch, or says null where nothing of its answer may be remembered. */
export type DivideFetch = (call: AskCall, question: Question) => DividedFetch | null;

interface DocumentFacts {
  /** Of its text, SHA-256. */
  readonly hash: string;
  readonly lookup: RootLookup | null;
}

const ENTITY = 'Student';
const REGISTRY = 'registry';

/**
 * How the fetches of one subgraph are divided. A key holds: the subgraph, the selection (hash of the document and of
 * every variable but the representations), the whole representation (the entity's key and the `@requires` inputs), and
 * the schema (`schemaId`), so that a new supergraph starts anew. Only students are remembered: what queries fetch of
 * them from `_entities`, which is the same for everybody (the gateway asks as itself, and narrows each answer to its
 * viewer), and the registry's own lookup by number, for the person who asked.
 */
export function createDivideFetch(subgraph: string, schemaId: string): DivideFetch {
  const known = new WeakMap<DocumentNode, DocumentFacts>();

  function factsOf(document: DocumentNode, query: string): DocumentFacts {
    const found = known.get(document);
    if (found !== undefined) return found;
    const facts = {
      hash: createHash('sha256').update(query).digest('base64url'),
      lookup: rootLookupOf(document),
    };
    known.set(document, facts);
    return facts;
  }

  return (call, question) => {
    if (call.operation !== 'query' || call.kind !== 'query') return null;
    const { hash, lookup } = factsOf(call.document, call.query);
    const selection = [schemaId, hash, otherVariables(call), call.operationName];
    if (question.representations !== null) return entities(question, selection);
    return subgraph === REGISTRY && lookup !== null ? root(call, question, lookup, selection) : null;
  };

  function entities(question: Question, selection: readonly unknown[]): DividedFetch | null {
    const shape = question.shape.find(({ key }) => key === '_entities')?.fields ?? [];
    if (!couldLive(subgraph, shape)) return null;
    const prefix = JSON.stringify(selection);
    const slots = (question.representations ?? []).flatMap((representation) => {
      const { __typename, id } = representation;
      if (__typename !== ENTITY || typeof id !== 'string') return [];
      return [{ group: groupOf(subgraph, id), field: prefix + JSON.stringify(representation) }];
    });
    return slots.length === question.representations?.length
      ? divideEntities(question, slots, subgraph === REGISTRY ? STALE_MS : 0)
      : null;
  }

  /** Never for anonymous callers: there is nobody to tell it to again. */
  function root(
    call: AskCall,
    question: Question,
    lookup: RootLookup,
    selection: readonly unknown[],
  ): DividedFetch | null {
    const { viewer } = call;
    if (viewer.kind === 'anonymous') return null;
    const student = namedStudent(lookup, question.variables);
    if (student === null) return null;
    const field = JSON.stringify([...selection, viewer.role, viewer.sub, student]);
    // The session says who a student is; of anybody else the registry then knows nobody, and nothing is stored.
    const slot = { group: groupOf(subgraph, student ?? viewer.sub), field };
    return divideRoot(question, lookup.key, slot, STALE_MS);
  }
}

function otherVariables({ variables = {} }: AskCall): unknown {
  const { representations: _, ...others } = variables;
  return Object.entries(others).sort(([one], [other]) => (one < other ? -1 : 1));
}
