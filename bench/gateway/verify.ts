import type { BenchWorld, Running } from './world.ts';

/** Few enough to be quick, and enough that answers of every kind of student are among them. */
const ASKED = 404;

/**
 * Asks a gateway for many students and for the list before anything is timed, and holds what it answers against what the
 * class says.
 *
 * @returns what is wrong; empty: its answers are everybody's
 */
export async function verify(world: BenchWorld, { target }: Running): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const [query, requests] of [
    ['clearance', ASKED],
    ['list', 3],
  ] as const) {
    const pace = { kind: 'requests', requests } as const;
    const { faults, examples } = await world.load({
      kind: 'run',
      target,
      query,
      connections: 4,
      pace,
      lookAt: 'every answer',
    });
    if (faults > 0) wrong.push(`${faults} of ${requests} for ${query}: ${examples.join(' | ')}`);
  }
  return wrong;
}
