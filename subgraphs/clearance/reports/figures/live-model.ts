import type { Kysely } from 'kysely';
import type { ClassRule } from '../../../kit/service/profile-schema.ts';
import type { ClearanceTables } from '../../database/tables.ts';
import { type Columns, createColumns } from './columns.ts';
import { createKinds, type Kinds, placeStudent } from './kinds.ts';
import { refreshColumns } from './load-columns.ts';
import { createStandings, judgeStudent, type Standings } from './standings.ts';

/** The read model in memory, with what follows from it. */
export interface Model {
  readonly columns: Columns;
  readonly standings: Standings;
  readonly kinds: Kinds;
}

/** A model of nobody. */
export function createModel(rules: readonly ClassRule[]): Model {
  return { columns: createColumns(), standings: createStandings(rules), kinds: createKinds() };
}

/** Lets follow what follows from a student's columns, after they changed. */
export function settleStudent({ columns, standings, kinds }: Model, index: number): void {
  judgeStudent(standings, columns, index);
  placeStudent(kinds, columns, standings, index);
}

/** Gives the model as it stands in the database now. What it gives must be used before the next turn of the event loop. */
export type CurrentModel = () => Promise<Model>;

/**
 * A model that is read when it is first asked for, and brought up to date by what changed whenever it is asked again.
 *
 * Callers at the same time share a reading only where it starts after each of them asked.
 */
export function createLiveModel(db: Kysely<ClearanceTables>, rules: readonly ClassRule[]): CurrentModel {
  const model = createModel(rules);
  let running: Promise<Model> | null = null;
  let next: Promise<Model> | null = null;
  const refresh = async (): Promise<Model> => {
    for (const index of await refreshColumns(db, model.columns)) settleStudent(model, index);
    return model;
  };
  const begin = (): Promise<Model> => {
    const begun = refresh().finally(() => {
      if (running === begun) running = null;
    });
    running = begun;
    return begun;
  };
  return () => {
    if (running === null) return begin();
    next ??= running
      .catch(() => null)
      .then(() => {
        next = null;
        return begin();
      });
    return next;
  };
}
