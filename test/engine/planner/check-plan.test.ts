import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { checkPlan } from '../../../gateway/engine/planner/check/check-plan.ts';
import { readGraphFacts } from '../../../gateway/engine/planner/check/graph-facts.ts';
import { createFetchNode } from '../../../gateway/engine/planner/fetch-node.ts';
import type {
  FetchNode,
  PathPart,
  RequiresSelection,
  Rewrite,
} from '../../../gateway/engine/planner/plan.ts';
import { inParallel, inSequence } from '../../../gateway/engine/planner/steps.ts';
import { requires as rules } from './kit/features/requires.ts';
import { createLab } from './kit/lab.ts';

const facts = readGraphFacts(createLab(rules.subgraphs, rules.world).supergraphSdl);
const at = (...keys: string[]): PathPart[] => keys.map((key) => ({ kind: 'field', key }));
const field = (name: string, key = name): RequiresSelection => ({
  kind: 'field',
  name,
  key,
  selections: null,
});
const product = (...selections: RequiresSelection[]): RequiresSelection[] => [
  { kind: 'on', type: 'Product', selections: [field('__typename'), ...selections] },
];

function root(subgraph: string, query: string): FetchNode {
  return createFetchNode({ subgraph, document: parse(query), entities: null, outputRewrites: [], at: [] });
}

function more(
  subgraph: string,
  selection: string,
  told: RequiresSelection[],
  { path = at('product'), outputRewrites = [] }: { path?: PathPart[]; outputRewrites?: Rewrite[] } = {},
): FetchNode {
  const query = `query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Product { ${selection} } } }`;
  const entities = { path, requires: product(...told), inputRewrites: [] };
  return createFetchNode({ subgraph, document: parse(query), entities, outputRewrites, at: [] });
}

const check = (text: string, ...fetches: FetchNode[]) => checkPlan(inSequence(fetches), parse(text), facts);
const usd = root('catalog', '{ product { __typename id price(currency: "USD") } }');

describe('a plan that fetches what is selected', () => {
  it.each([
    ['{ product { name } }', [root('catalog', '{ product { name } }')]],
    ['{ product { tax } }', [usd, more('taxes', 'tax', [field('id'), field('price')])]],
    [
      '{ product { a: price(currency: "EUR") tax } }',
      [
        root('catalog', '{ product { __typename id a: price(currency: "EUR") price(currency: "USD") } }'),
        more('taxes', 'tax', [field('id'), field('price')]),
      ],
    ],
    [
      '{ product { tax } }',
      [
        root('catalog', '{ product { __typename id mine: price(currency: "USD") } }'),
        more('taxes', 'tax', [field('id'), field('price', 'mine')]),
      ],
    ],
    [
      '{ product { size { width } } }',
      [
        root('catalog', '{ product { __typename id } }'),
        more('sizes', 'other: size { width }', [field('id')], {
          outputRewrites: [
            {
              kind: 'rename',
              path: [
                { kind: 'types', names: ['Product'] },
                { kind: 'key', key: 'other' },
              ],
              to: 'size',
            },
          ],
        }),
      ],
    ],
  ])('is right: %s', (text, fetches) => {
    expect(check(text, ...fetches)).toBeNull();
  });

  it('may write arguments in an order and a form of its own', () => {
    const made = root('catalog', '{ product { price(currency: "USD") } }');
    expect(check('query($c: String!) { product { price(currency: $c) } }', made)).toBeNull();
  });
});

describe('a plan that would answer wrong', () => {
  it.each([
    [
      'leaves a field out',
      '{ product { name weight } }',
      [root('catalog', '{ product { name } }')],
      'nobody is asked for "weight" of Product',
    ],
    ['fetches nothing', '{ product { name } }', [], 'nobody is asked for "product" of Query'],
    [
      'asks for entities without their key',
      '{ product { size { width } } }',
      [root('catalog', '{ product { __typename } }'), more('sizes', 'size { width }', [field('id')])],
      'nobody is asked for "size" of Product',
    ],
    [
      'tells a rule what the client asked for',
      '{ product { tax } }',
      [
        root('catalog', '{ product { __typename id price(currency: "EUR") } }'),
        more('taxes', 'tax', [field('id'), field('price')]),
      ],
      'Product.tax requires "price(currency: USD)" and is told "price(currency: EUR)"',
    ],
    [
      'does not tell a rule what it requires',
      '{ product { tax } }',
      [usd, more('taxes', 'tax', [field('id')])],
      'Product.tax is not told "price(currency: USD)"',
    ],
    [
      'asks a subgraph for what is resolved elsewhere',
      '{ product { weight } }',
      [root('catalog', '{ product { __typename id } }'), more('customs', 'weight', [field('id')])],
      'customs is asked for "weight", which it does not resolve',
    ],
    [
      'lets one key mean two things',
      '{ product { a: name } }',
      [root('catalog', '{ product { a: name __typename id } }'), more('sizes', 'a: id', [field('id')])],
      '"a" would be both name and id',
    ],
    [
      'puts another field under the key',
      '{ product { a: name } }',
      [root('catalog', '{ product { a: weight } }')],
      '"weight" would stand for "name"',
    ],
    [
      'selects nothing of an object',
      '{ product { size { width } } }',
      [root('catalog', '{ product { __typename id } }'), more('sizes', 'size', [field('id')])],
      'sizes is asked for nothing of "size"',
    ],
  ])('%s', (_, text, fetches, sentence) => {
    expect(check(text, ...fetches)).toBe(sentence);
  });

  it('is found among steps at the same time', () => {
    const node = inParallel([root('catalog', '{ product { name } }'), root('catalog', '{ other { name } }')]);
    expect(checkPlan(node, parse('{ product { name } other { name } }'), facts)).toBeNull();
    expect(checkPlan(node, parse('{ product { name } other { weight } }'), facts)).toMatch(/"weight"/);
  });
});
