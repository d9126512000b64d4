import { ask } from '../../app/graph/ask.ts';
import { done, refused, type Told, told } from '../../app/graph/told.ts';
import {
  ChangeSavedQueryDocument,
  DeleteSavedQueryDocument,
  SavedQueriesDocument,
  SavedQueryDocument,
  type SavedQueryFragment,
  SaveQueryDocument,
} from '../../graph.generated/graphql.ts';

/** A saved query. */
export type Saved = SavedQueryFragment;

/** What may be changed of a saved query; what is left out stays. */
export type SavedChange =
  | { readonly id: string; readonly name: string }
  | { readonly id: string; readonly document: string; readonly variables: string | null };

/** The caller's own, newest first, and whether there are more than the 200 that are given. */
export async function readSaved(): Promise<
  Told<{ readonly list: readonly Saved[]; readonly more: boolean }>
> {
  return told(await ask(SavedQueriesDocument, { first: 200 }), ({ savedQueries }) =>
    savedQueries ? done({ list: savedQueries.nodes, more: savedQueries.pageInfo.hasNextPage }) : null,
  );
}

/** Anybody's, by the id of a link; null: there is none. */
export async function readOne(id: string): Promise<Told<Saved | null>> {
  const answer = await ask(SavedQueryDocument, { id });
  return told(answer, ({ savedQuery }) => (savedQuery === undefined ? null : done(savedQuery)));
}

/** Saves under a new name. */
export async function save(input: {
  readonly name: string;
  readonly document: string;
  readonly variables: string | null;
}): Promise<Told<Saved>> {
  const answer = await ask(SaveQueryDocument, { input }, { kind: 'change' });
  return told(answer, ({ saveQuery }) =>
    saveQuery?.__typename === 'QuerySaved' ? done(saveQuery.savedQuery) : refused(saveQuery),
  );
}

/** Renames one of the caller's own, or replaces its text. */
export async function change(input: SavedChange): Promise<Told<Saved>> {
  const answer = await ask(ChangeSavedQueryDocument, { input }, { kind: 'change' });
  return told(answer, ({ changeSavedQuery }) =>
    changeSavedQuery?.__typename === 'SavedQueryChanged'
      ? done(changeSavedQuery.savedQuery)
      : refused(changeSavedQuery),
  );
}

/** Deletes one of the caller's own; the value is its id. */
export async function remove(id: string): Promise<Told<string>> {
  const answer = await ask(DeleteSavedQueryDocument, { input: { id } }, { kind: 'change' });
  return told(answer, ({ deleteSavedQuery }) =>
    deleteSavedQuery?.__typename === 'SavedQueryDeleted' ? done(id) : refused(deleteSavedQuery),
  );
}
