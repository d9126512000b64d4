import type { EngineKind } from './engine-under-test.ts';
import type { WorldPicks } from './world.ts';

/** An operation over a small graph that an engine got wrong once, or is likely to. */
export interface KnownCase {
  /** A sentence about an engine. */
  readonly claim: string;
  readonly graph: Partial<WorldPicks>;
  readonly text: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  /** Engines that are known to get it wrong, and for good. */
  readonly not?: readonly EngineKind[];
}

/** One entity at home in `a`, nothing else. */
export const smallest: WorldPicks = {
  seed: 0,
  subgraphs: 2,
  entities: [{ home: 0, keys: 1, hidesLast: false }],
  shape: null,
  union: null,
  media: null,
  loose: null,
  split: null,
  fields: [],
  mutations: [],
  lookups: [],
};

const field = (given: Partial<WorldPicks['fields'][number]>): WorldPicks['fields'][number] => ({
  on: 0,
  owner: 0,
  other: 0,
  what: 0,
  wrap: 0,
  twist: 'plain',
  args: 0,
  isRogue: false,
  ...given,
});
const media = { home: 0, objectIn: 0, bookIn: null, requires: true, isRogue: false };
const two = [
  { home: 0, keys: 1, hidesLast: false },
  { home: 1, keys: 1, hidesLast: false },
];

export const knownCases: readonly KnownCase[] = [
  {
    claim: 'runs a mutation once that is asked for with and without its own name as alias',
    graph: { mutations: [{ owner: 0, what: 0, hasArgument: false }] },
    text: 'mutation { m0: m0 m0 m0 }',
  },
  {
    claim: 'merges what is asked for with and without its own name as alias',
    graph: { seed: 6, fields: [field({ owner: 1 })] },
    text: '{ allAlpha: allAlpha { f: f0 } allAlpha { id: id f0 } }',
  },
  {
    claim: 'runs mutations of several subgraphs in the order of the document',
    graph: { mutations: [0, 1, 0, 1].map((owner) => ({ owner, what: 0, hasArgument: false })) },
    text: 'mutation { m0 m1 z: m2 a: m0 m3 }',
  },
  {
    claim: 'runs the mutations of one subgraph in the order of the document, those in fragments too',
    graph: { mutations: [{ owner: 0, what: 0, hasArgument: false }] },
    text: 'mutation { m0 ...F0 } fragment F0 on Mutation { a0: m0 m0 }',
    not: ['apollo'],
  },
  {
    claim: 'learns the type of an interface object from the subgraph that knows it',
    graph: { seed: 34, media },
    text: '{ topMedia { id __typename ... on Book { pages } ... on Film { minutes } } }',
  },
  {
    claim: 'learns that type where the client asks for nothing that depends on it',
    graph: { seed: 4, media },
    text: '{ topMedia { id } }',
  },
  {
    claim: 'asks an interface object for what a rule computes from elsewhere',
    graph: { seed: 57, media },
    text: '{ media { review title: id stars } topMedia { review } }',
  },
  {
    claim: 'finds an entity whose compound key is null in part',
    graph: { seed: 6, entities: [{ home: 0, keys: 4, hidesLast: false }], fields: [field({ owner: 1 })] },
    text: '{ allAlpha { f0 area number } }',
  },
  {
    claim: 'asks nobody of an entity without a key',
    graph: { seed: 41, loose: { home: 0, other: 0 } },
    text: '{ loose { remark word id } }',
  },
  {
    claim: 'requires a field with arguments while the client asks for it with others',
    graph: { seed: 58, fields: [field({ args: 2 }), field({ owner: 1, twist: 'requires' })] },
    text: '{ allAlpha { f0 f1 other: f0(n: 9) } }',
    not: ['apollo'],
  },
  {
    claim: 'requires a field while the client names something else by its name',
    graph: { seed: 78, fields: [field({}), field({ what: 1 }), field({ owner: 1, twist: 'requires' })] },
    text: '{ allAlpha { f1: f0 f0: f1 id: f2 __typename: f2 } }',
  },
  {
    claim: 'requires what requires something itself',
    graph: {
      seed: 3,
      subgraphs: 3,
      fields: [field({}), field({ owner: 1, twist: 'requires' }), field({ owner: 2, twist: 'requires' })],
    },
    text: '{ allAlpha { f2 } }',
  },
  {
    claim: 'requires inside an object and inside a list of entities',
    graph: {
      seed: 51,
      fields: [
        field({ what: 2 }),
        field({ what: 3, wrap: 2 }),
        field({ owner: 1, other: 0, twist: 'requires' }),
      ],
    },
    text: '{ allAlpha { f2 f0 { y: x } f1 { id: __typename } } }',
  },
  {
    claim: 'puts a value together of which two subgraphs have a part each, in lists of lists too',
    graph: { seed: 61, split: { on: 0, first: 0, other: 0, wrap: 6, isRogue: false } },
    text: '{ allAlpha { split { right inner { left right both } left } } }',
    not: ['apollo'],
  },
  {
    claim: 'gives members of a union the same key for different fields',
    graph: {
      seed: 61,
      entities: two,
      union: { first: 0, isInTwo: false, members: 7, otherMembers: 0 },
      fields: [field({ owner: 1 }), field({ on: 1, owner: 0, args: 1 })],
    },
    text: `{ anything { ... on Alpha { x: f0 } ... on Beta { x: f0(n: 2) } ... on Spot { x } __typename } }`,
  },
  {
    claim: 'keeps the order of the keys of fragments on interfaces, unions and objects',
    graph: {
      seed: 14,
      entities: two,
      shape: {
        first: 0,
        isInTwo: true,
        members: 3,
        hasValue: false,
        hasPeer: true,
        hasBase: false,
        hasArgument: true,
        isStricter: false,
      },
      fields: [field({ owner: 1 })],
    },
    text: `{ shapes { ... on Alpha { f0 } label1 ...F ... on Beta { id } z: label1(n: 7) label0 } }
      fragment F on Shape { peer { ... on Shape { label1 } __typename id } ... on Alpha { label0 } }`,
    not: ['apollo'],
  },
  {
    claim: 'leaves out what @skip and @include leave out, with variables that have defaults',
    graph: { seed: 58, fields: [field({ owner: 1, args: 2 })] },
    text: `query ($no: Boolean = false, $yes: Boolean! = true, $given: Boolean!) {
      allAlpha @include(if: $yes) { ... @skip(if: $no) { f0 @include(if: $given) } id @skip(if: true) f0 @skip(if: $yes) }
      gone: allAlpha @skip(if: $yes) { id } }`,
    variables: { given: true },
  },
  {
    claim: 'answers empty objects where everything inside is left out',
    graph: { seed: 3 },
    text: 'query ($yes: Boolean = true) { allAlpha { id @skip(if: $yes) } }',
  },
  {
    claim: 'keeps a variable without a value apart from null',
    graph: { seed: 58, fields: [field({ owner: 1, args: 2 })] },
    text: 'query ($a: Int, $b: Int, $c: Int = 7) { allAlpha { a: f0(n: $a) b: f0(n: $b) c: f0(n: $c) d: f0 } }',
    variables: { b: null },
  },
  {
    claim: 'takes one item for a list of it, in variables and inside inputs',
    graph: { seed: 22, fields: [field({ owner: 1, args: 4 }), field({ owner: 1, args: 6 })] },
    text: `query ($by: Filter, $id: [ID!]!, $b: [String!]!) {
      allAlpha { f0(by: $by) other: f0(by: {b: $b, c: {a: null, b: "z"}}) f1(ids: $id) } }`,
    variables: { by: { b: 'x', c: { b: ['y'] } }, id: 7, b: 'q' },
  },
  {
    claim: 'refuses variables that do not fit in the words of the reference',
    graph: { fields: [field({ on: 1, args: 5 })] },
    text: 'query ($by: Filter) { allAlpha { f0(by: $by) } }',
    variables: { by: { nobody: 1, b: 5 } },
  },
  {
    claim: 'runs the operation that is named',
    graph: { seed: 3, mutations: [{ owner: 0, what: 0, hasArgument: false }] },
    text: 'mutation Other { m0 } query Main { allAlpha { ...F } } fragment F on Alpha { id __typename }',
    operationName: 'Main',
  },
  {
    claim: 'answers introspection beside data',
    graph: { seed: 6, fields: [field({ owner: 1 })] },
    text: '{ a: __typename allAlpha { f0 t: __typename } t: __type(name: "Alpha") { fields { name } } __schema { queryType { name } } }',
  },
  {
    claim: 'nulls what must not be null up to the nearest place that may be',
    graph: {
      seed: 9,
      fields: [field({ owner: 1, wrap: 7, isRogue: true }), field({ wrap: 8, isRogue: true })],
    },
    text: '{ allAlpha { f0 f1 id } }',
  },
  {
    claim: 'nulls a value of an enum that clients must not see',
    graph: { seed: 22, fields: [field({ owner: 1, what: 10, wrap: 3, isRogue: true })] },
    text: '{ allAlpha { f0 } }',
  },
  {
    claim: 'leaves JSON of a custom scalar as it is, whatever its keys',
    graph: { seed: 78, fields: [field({ owner: 1, what: 11, wrap: 2 })] },
    text: '{ x: allAlpha { f1: f0 id: __typename } }',
  },
];
