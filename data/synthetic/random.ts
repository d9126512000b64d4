import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A choice and how often it is taken, relative to the weights beside it; above 0. */
export type Weighted<Choice> = readonly [weight: number, choice: Choice];

/** Choices that follow from a seed alone. */
export interface Random {
  /** A whole number, both bounds included. */
  int(from: number, to: number): number;
  /** true for this share of the calls, 0 to 1. */
  chance(share: number): boolean;
  /** Any element, all equally likely. @throws RangeError for an empty list */
  pick<Choice>(choices: readonly Choice[]): Choice;
  /** A choice by weight. @throws RangeError for an empty list */
  weighted<Choice>(choices: readonly Weighted<Choice>[]): Choice;
}

/** Whose choices: every owner of records has its own, so that a change in one leaves the others' records as they are. */
type RandomStream = (typeof STREAMS)[number];

const STREAMS = ['registry', 'library', 'archives', 'apartment', 'finance'] as const;

/**
 * The choices of one stream of a seed; streams of a seed never overlap.
 *
 * @param seed a whole number of 32 bits
 * @throws RangeError for another seed
 */
export function createRandom(seed: number, stream: RandomStream): Random {
  if (seed !== (seed | 0)) throw new RangeError(`seed must be a whole number of 32 bits, not ${seed}`);
  const generator = xoroshiro128plus(seed);
  // The first numbers after seeding still resemble those of the neighbouring seeds, so even the first stream jumps.
  for (let jumps = 0; jumps <= STREAMS.indexOf(stream); jumps += 1) generator.jump();
  const int = (from: number, to: number) => uniformInt(generator, from, to);
  return {
    int,
    chance: (share) => int(1, 1_000_000) <= share * 1_000_000,
    pick: (choices) => at(choices, int(0, choices.length - 1)),
    weighted(choices) {
      let left = int(1, 1_000_000) * (choices.reduce((sum, [weight]) => sum + weight, 0) / 1_000_000);
      const index = choices.findIndex(([weight]) => {
        left -= weight;
        return left <= 0;
      });
      // Rounding may leave a crumb behind the last choice.
      return at(choices, index === -1 ? choices.length - 1 : index)[1];
    },
  };
}

function at<Choice>(choices: readonly Choice[], index: number): Choice {
  if (index < 0 || index >= choices.length) throw new RangeError('There is nothing to choose from');
  return choices[index] as Choice;
}
