import { wellFormedAnswers } from '../../test/engine/random/faulty-answers.ts';
import { createWorldKeeper, newTally, sameAnswers } from '../../test/engine/random/same-answers.ts';
import { search as tryFor } from '../../test/engine/random/search.ts';
import { startWorldServer } from '../../test/engine/random/serve-world.ts';
import { worldPicks, worldsWithLookups } from '../../test/engine/random/world.ts';
import type { Found, Search } from './explore.ts';

/** Random supergraphs: the compiled engine answers what one server over all data does, and in good form whatever subgraphs say. */
export async function fuzzGraphs(search: Search): Promise<Found> {
  const server = await startWorldServer();
  const keeper = createWorldKeeper(server, 'compiled');
  const quarter = { ...search, seconds: search.seconds / 4 };
  const tally = newTally();
  let runs = 0;
  try {
    for (const worlds of [worldPicks, worldsWithLookups]) {
      runs += await tryFor(sameAnswers(keeper, 'compiled', tally, worlds), quarter);
      runs += await tryFor(wellFormedAnswers(keeper, 'compiled', worlds), quarter);
    }
    console.log(
      `graphs: ${tally.refused} of ${tally.asked} operations were refused, because no planner can plan them`,
    );
    return { name: 'graphs', runs, broken: null };
  } catch (error) {
    return { name: 'graphs', runs, broken: error instanceof Error ? error.message : String(error) };
  } finally {
    await keeper.close();
    await server.stop();
  }
}
