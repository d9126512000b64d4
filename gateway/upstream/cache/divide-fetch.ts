import { createHash } from 'node:crypto';
import type { DocumentNode } from 'graphql';
import type { Shape } from '../answer-shape.ts';
import { hasTwoFields } from '../batch/representation-text.ts';
import type { Question, Representation } from '../settle-answer.ts';
import type { AskCall } from './ask-call.ts';
import type { Slot } from './cached-value.ts';
import { type DividedFetch, divideEntities, divideRoot } from './divided-fetch.ts';
import { couldLive, STALE_MS } from './life-of.ts';
import { namedStudent, type RootLookup, rootLookupOf } from './root-lookup.ts';
import { slotOf } from './slot.ts';

/** Divides a fetch, or says null where nothing of its answer may be remembered. */
export type DivideFetch = (call: AskCall, question: Question) => DividedFetch | null;

interface DocumentFacts {
  /** Of its text, SHA-256. */
  readonly hash: string;
  readonly lookup: RootLookup | null;
  /** What the keys of its entities begin with, where it has no variables of its own. */
  readonly prefix: string;
}

const ENTITY = 'Student';
const REGISTRY = 'registry';

/**
 * How the fetches of one subgraph are divided. A key holds: the subgraph, the selection (hash of the document and of
 * every variable but the representations), the whole representation (the student, who is the group, and the `@requires`
 * inputs), and the schema (`schemaId`), so that a new supergraph starts anew. Only students are remembered: what queries fetch of
 * them from `_entities`, which is the same for everybody (the gateway asks as itself, and narrows each answer to its
 * viewer), and the registry's own lookup by number, for the person who asked.
 */
export function createDivideFetch(subgraph: string, schemaId: string): DivideFetch {
  const known = new WeakMap<DocumentNode, DocumentFacts>();
  const living = new WeakMap<Shape, boolean>();

  function factsOf({ document, query, operationName }: AskCall): DocumentFacts {
    const found = known.get(document);
    if (found !== undefined) return found;
    const hash = createHash('sha256').update(query).digest('base64url');
    const prefix = JSON.stringify([schemaId, hash, [], operationName]);
    const facts = { hash, lookup: rootLookupOf(document), prefix };
    known.set(document, facts);
    return facts;
  }

  function mayLive(shape: Shape): boolean {
    const found = living.get(shape);
    if (found !== undefined) return found;
    const may = couldLive(subgraph, shape.find(({ key }) => key === '_entities')?.fields ?? []);
    living.set(shape, may);
    return may;
  }

  return (call, question) => {
    if (call.operation !== 'query' || call.kind !== 'query') return null;
    const facts = factsOf(call);
    if (question.representations !== null) return entities(call, question, question.representations, facts);
    return subgraph === REGISTRY && facts.lookup !== null ? root(call, question, facts.lookup, facts) : null;
  };

  function entities(
    call: AskCall,
    question: Question,
    representations: readonly Representation[],
    { hash, prefix }: DocumentFacts,
  ): DividedFetch | null {
    if (!mayLive(question.shape)) return null;
    const others = otherVariables(call);
    const begins =
      others.length === 0 ? prefix : JSON.stringify([schemaId, hash, others, call.operationName]);
    const slots: Slot[] = [];
    for (const representation of representations) {
      const { __typename, id } = representation;
      if (__typename !== ENTITY || typeof id !== 'string') return null;
      slots.push(slotOf(subgraph, id, begins, hasTwoFields(representation) ? null : representation));
    }
    return divideEntities(question, slots, subgraph === REGISTRY ? STALE_MS : 0);
  }

  /** Never for anonymous callers: there is nobody to tell it to again. */
  function root(
    call: AskCall,
    question: Question,
    lookup: RootLookup,
    { hash }: DocumentFacts,
  ): DividedFetch | null {
    const { viewer } = call;
    if (viewer.kind === 'anonymous') return null;
    const student = namedStudent(lookup, question.variables);
    if (student === null) return null;
    const selection = [schemaId, hash, otherVariables(call), call.operationName];
    const asked = JSON.stringify([...selection, viewer.role, viewer.sub, student]);
    // The session says who a student is; of anybody else the registry then knows nobody, and nothing is stored.
    const slot = slotOf(subgraph, student ?? viewer.sub, asked, null);
    return divideRoot(question, lookup.key, slot, STALE_MS);
  }
}

function otherVariables({ variables }: AskCall): [string, unknown][] {
  const others: [string, unknown][] = [];
  for (const name in variables) if (name !== 'representations') others.push([name, variables[name]]);
  return others.sort(([one], [other]) => (one < other ? -1 : 1));
}
