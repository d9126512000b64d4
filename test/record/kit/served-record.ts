import type { Kysely } from 'kysely';
import { createClearance } from '../../../subgraphs/clearance/clearance.ts';
import type { ClearanceTables } from '../../../subgraphs/clearance/database/tables.ts';
import type { Viewer } from '../../../subgraphs/kit/graph/viewer.ts';
import type { TestDatabase } from '../../kit/databases.ts';
import { type Answer, anonymous, serveForTest } from '../../kit/served-subgraph.ts';

/** The clearance subgraph with the record in it, over HTTP, and a builder over its tables. */
export interface ServedRecord {
  readonly db: Kysely<ClearanceTables>;
  /** The named root field's answer; fails the test on an error. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into payloads of any member, and fail where it is another
  readonly ask: (viewer: Viewer, query: string, variables?: Record<string, unknown>) => Promise<any>;
  /** `extensions.code` of every error. */
  readonly codes: (viewer: Viewer, query: string, variables?: Record<string, unknown>) => Promise<string[]>;
  readonly post: (
    viewer: Viewer,
    query: string,
    variables?: Record<string, unknown>,
  ) => Promise<Answer<Record<string, unknown>>>;
  /** The audit rows about a student, oldest first. */
  readonly audited: (
    studentId: string,
  ) => Promise<{ actor: string; role: string; action: string; detail: unknown }[]>;
  /** SQL of the statements that the subgraph ran since this was last asked. */
  readonly statements: () => readonly string[];
  readonly close: () => Promise<void>;
}

/** Somebody with a role. */
export function person(role: string, sub: string): Viewer {
  return { kind: 'person', role, sub };
}

/** Serves it over a database of one of the kinds. */
export async function serveRecord(open: () => Promise<TestDatabase>): Promise<ServedRecord> {
  const served = await serveForTest((dependencies) => createClearance(dependencies), anonymous, { open });
  const db = served.db as unknown as Kysely<ClearanceTables>;
  const post: ServedRecord['post'] = (viewer, query, variables) => served.graphql(query, variables, viewer);
  return {
    db,
    post,
    ask: async (viewer, query, variables) => {
      const { data, errors } = await post(viewer, query, variables);
      if (errors) throw new Error(JSON.stringify(errors));
      return Object.values(data ?? {})[0];
    },
    codes: async (viewer, query, variables) =>
      ((await post(viewer, query, variables)).errors ?? []).map(
        ({ extensions }) => extensions?.code ?? 'none',
      ),
    audited: (studentId) =>
      db
        .selectFrom('audit')
        .select(['actor', 'role', 'action', 'detail'])
        .where('student_id', '=', studentId)
        .orderBy('seq')
        .execute(),
    statements: served.statements,
    close: served.close,
  };
}
