import type { Kysely } from 'kysely';
import type { Viewer } from '../../kit/graph/viewer.ts';
import type { ClearanceTables } from '../database/tables.ts';
import { requireRole } from '../record/actor.ts';
import { requireText } from '../record/input-text.ts';
import { readPage, toConnection } from '../record/page.ts';
import type { MutationResolvers, Resolvers, SavedQuery } from '../schema.generated.ts';
import { savedQueryRefused } from './problems.ts';
import { type QueryText, readQueryText } from './query-text.ts';
import {
  changeSavedQuery,
  deleteSavedQuery,
  findSavedQuery,
  listSavedQueries,
  type SavedQueryRow,
  saveQuery,
} from './saved-queries.ts';

type Db = Kysely<ClearanceTables>;

const NAME_LENGTH = 100;

/** Saved queries: everybody lists and changes their own, and opens anybody's by its id; for analysts and integrators. */
export function createSavedQueryResolvers(db: Db) {
  return {
    Query: {
      savedQueries: async (_parent, args, { viewer }) => {
        const owner = requireOwner(viewer);
        const page = readPage(args, 200);
        const rows = await listSavedQueries(db, owner, page);
        return toConnection(
          rows.map(({ number, node }) => ({ number, node: present(node, owner) })),
          page,
        );
      },
      savedQuery: async (_parent, { id }, { viewer }) => {
        const reader = requireOwner(viewer);
        const found = await findSavedQuery(db, id);
        return found && present(found, reader);
      },
    },
    Mutation: createMutations(db),
  } satisfies Resolvers;
}

function createMutations(db: Db) {
  return {
    saveQuery: async (_parent, { input }, { viewer }) => {
      const owner = requireOwner(viewer);
      const name = requireText(input.name, 'name', NAME_LENGTH);
      const text = readQueryText(input.document, input.variables ?? null);
      if (text.kind === 'refused') return savedQueryRefused(text.code);
      const outcome = await saveQuery(db, owner, name, contentOf(text));
      if (outcome.kind === 'refused') return savedQueryRefused(outcome.code);
      return { __typename: 'QuerySaved', savedQuery: present(outcome.row, owner) };
    },
    changeSavedQuery: async (_parent, { input }, { viewer }) => {
      const owner = requireOwner(viewer);
      const name = typeof input.name === 'string' ? requireText(input.name, 'name', NAME_LENGTH) : null;
      const text =
        typeof input.document === 'string' ? readQueryText(input.document, input.variables ?? null) : null;
      if (text?.kind === 'refused') return savedQueryRefused(text.code);
      const outcome = await changeSavedQuery(db, owner, input.id, { name, content: text && contentOf(text) });
      if (outcome.kind === 'refused') return savedQueryRefused(outcome.code);
      return { __typename: 'SavedQueryChanged', savedQuery: present(outcome.row, owner) };
    },
    deleteSavedQuery: async (_parent, { input: { id } }, { viewer }) => {
      const isDeleted = await deleteSavedQuery(db, requireOwner(viewer), id);
      return isDeleted ? { __typename: 'SavedQueryDeleted', id } : savedQueryRefused('SAVED_QUERY_NOT_FOUND');
    },
  } satisfies MutationResolvers;
}

function requireOwner(viewer: Viewer): string {
  return requireRole(viewer, ['analyst', 'integrator']).sub;
}

function contentOf({ document, variables }: Extract<QueryText, { kind: 'text' }>) {
  return { document, variables };
}

function present(row: SavedQueryRow, reader: string): SavedQuery {
  const { id, name, document, variables } = row;
  return {
    id,
    name,
    document,
    variables,
    isMine: row.owner === reader,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
