import { type DocumentNode, Kind, print, type SelectionNode } from 'graphql';
import type { Viewer } from '../request/viewer.ts';
import { namedStudent, type RootLookup, rootLookupOf } from './cache/root-lookup.ts';
import type { Question } from './settle-answer.ts';

/** A planned fetch that also asks whose object it is given, and whose it must be. */
export interface WhoseFetch {
  readonly document: DocumentNode;
  readonly query: string;
  readonly whose: NonNullable<Question['whose']> | null;
}

/** Adds `id` to a lookup of one student; any other fetch stays as it is. */
export type AskWhose = (
  fetch: Pick<WhoseFetch, 'document' | 'query'>,
  variables: Readonly<Record<string, unknown>>,
  viewer: Viewer,
) => WhoseFetch;

const REGISTRY = 'registry';

/** Makes the registry say of whom it speaks when it is asked for one student (see RootLookup); the session names a student who names none. */
export function createAskWhose(subgraph: string): AskWhose {
  const known = new WeakMap<DocumentNode, (Pick<WhoseFetch, 'document' | 'query'> & RootLookup) | null>();

  function askIn(fetch: Pick<WhoseFetch, 'document' | 'query'>) {
    const lookup = subgraph === REGISTRY ? rootLookupOf(fetch.document) : null;
    const asking = lookup && { ...lookup, ...withId(fetch.document) };
    known.set(fetch.document, asking);
    return asking;
  }

  return (fetch, variables, viewer) => {
    const found = known.get(fetch.document);
    const asking = found === undefined ? askIn(fetch) : found;
    if (asking === null) return { ...fetch, whose: null };
    const { document, query, key } = asking;
    const own = viewer.kind === 'person' && viewer.role === 'student' ? viewer.sub : null;
    const named = namedStudent(asking, variables);
    const id = named === undefined ? own : named;
    return { document, query, whose: id === null ? null : { key, id } };
  };
}

const ID: SelectionNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: 'id' } };

/** A lookup has one operation and one field, apart from `__typename`. */
function withId(document: DocumentNode): Pick<WhoseFetch, 'document' | 'query'> {
  const definitions = document.definitions.map((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return definition;
    const selections = definition.selectionSet.selections.map((field) =>
      field.kind === Kind.FIELD && field.selectionSet
        ? {
            ...field,
            selectionSet: { ...field.selectionSet, selections: [...field.selectionSet.selections, ID] },
          }
        : field,
    );
    return { ...definition, selectionSet: { ...definition.selectionSet, selections } };
  });
  const asked: DocumentNode = { kind: Kind.DOCUMENT, definitions };
  return { document: asked, query: print(asked) };
}
