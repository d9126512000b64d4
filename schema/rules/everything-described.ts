import { describedIn } from '../linter/descriptions.ts';
import { placeOf, type Rule } from '../linter/finding.ts';

/** Every type, field, argument, input field, enum value and directive that a subgraph defines has a description. */
export const everythingDescribed: Rule = (subgraphs) =>
  subgraphs
    .flatMap(({ document }) => describedIn(document))
    .filter(({ text }) => text === '')
    .map(({ node, coordinate }) => ({
      rule: 'everything-described',
      at: placeOf(node),
      found: `${coordinate} has no description.`,
      cure: 'Write one above it: what it means, in English and in Chinese.',
    }));
