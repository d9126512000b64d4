import { createHivePlanner, type LoadAddon } from './hive-planner.ts';
import type { RawPlan, RawPlanner } from './raw-planner.ts';

/** A plan, and whether the planner of choice refused the operation, so that the other one made it. */
export interface LocalPlan {
  readonly raw: RawPlan;
  readonly refused: boolean;
}

/** The planners of this process. */
export interface LocalPlanner {
  readonly name: RawPlanner['name'];
  /** Why it is not the planner that was preferred; null: it is. */
  readonly instead: string | null;
  /** Plans a document of one operation; `careful` does without the compiled planner. Throws where no planner can. */
  plan(text: string, careful?: boolean): Promise<LocalPlan>;
}

/**
 * The preferred planner, and behind it Apollo's for what the preferred one cannot do: a machine without the addon, or a
 * single operation. Apollo's libraries are loaded when first needed. Rejects where the SDL is no supergraph.
 */
export async function createLocalPlanner(
  supergraphSdl: string,
  prefer: RawPlanner['name'],
  load?: LoadAddon,
): Promise<LocalPlanner> {
  const made = prefer === 'hive' ? await createHivePlanner(supergraphSdl, load) : null;
  const first = made?.kind === 'made' ? made.planner : null;
  let apollo: Promise<RawPlanner> | null = null;
  const other = () => {
    apollo ??= import('./apollo-planner.ts').then(({ createApolloPlanner }) =>
      createApolloPlanner(supergraphSdl),
    );
    return apollo;
  };
  if (first === null) await other();
  return {
    name: first?.name ?? 'apollo',
    instead: made?.kind === 'unavailable' ? made.reason : null,
    async plan(text, careful = false) {
      if (first === null || careful) return { raw: (await other()).plan(text), refused: false };
      try {
        return { raw: first.plan(text), refused: false };
      } catch {
        return { raw: (await other()).plan(text), refused: true };
      }
    },
  };
}
