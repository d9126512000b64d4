import { eachOf, type Feature } from './feature.ts';

/** A counter that shows in which order it was asked. */
export const mutations: Feature = {
  name: 'mutations in series',
  subgraphs: {
    counter: `type Query { tick: Tick } type Mutation { add(by: Int! = 1): Tick }
      type Tick @key(fields: "id") { id: ID! }`,
    reader: `type Mutation { double: Tick } type Tick @key(fields: "id") { id: ID! seen: Int id2: ID }`,
    payload: `type Query { touches: Int } type Mutation { touch: Touched } type Touched { query: Query ok: Boolean }`,
  },
  world() {
    let count = 1;
    const tick = { __typename: 'Tick', id: 't', id2: 'u', seen: () => count };
    const add = ({ by }: { by: number }) => {
      count += by;
      return tick;
    };
    const double = () => {
      count *= 2;
      return tick;
    };
    const Query = { tick };
    return { Query, Mutation: { add, double, touch: { query: Query, ok: true } }, entities: [tick] };
  },
  operations: [
    { text: 'mutation { add { seen } double { id } again: add(by: 3) { seen id } }' },
    { text: 'mutation { double { seen } add { seen } last: double { seen } }' },
    { text: 'mutation { a: add { id } b: add { id } c: double { seen } d: double { id seen } }' },
    {
      text: 'mutation($n: Int!) { add(by: $n) { id } ...M } fragment M on Mutation { double { seen } add(by: $n) { seen } }',
      variables: [{ n: 4 }],
    },
    {
      text: 'mutation($a: Boolean!, $b: Boolean!) { add @include(if: $a) { seen } double @skip(if: $b) { id } ... @include(if: $b) { add { id } } }',
      variables: eachOf('a', 'b'),
    },
    { text: 'mutation { touch { ok query { tick { seen } } } add { seen } }' },
    { text: 'mutation { __typename add { seen } }' },
  ],
};
