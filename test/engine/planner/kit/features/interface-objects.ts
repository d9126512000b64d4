import { eachOf, type Feature } from './feature.ts';
import { media } from './media.ts';

/** An interface of one subgraph that is an object in another. */
export const interfaceObjects: Feature = {
  name: 'interface objects',
  subgraphs: {
    library: `type Query { media: [Media!]! one: Media all: [Either!]! } union Either = Book | Film
      interface Media @key(fields: "id") { id: ID! title: String }
      type Book implements Media @key(fields: "id") { id: ID! title: String pages: Int }
      type Film implements Media @key(fields: "id") { id: ID! title: String length: Int }`,
    reviews: `type Query { top: Media } type Review { text: String media: Media }
      type Media @interfaceObject @key(fields: "id") { id: ID! reviews: [Review!]! score: Int }`,
  },
  world: media,
  operations: [
    { text: '{ media { __typename reviews { text } } }' },
    { text: '{ top { score } }' },
    { text: '{ top { __typename } }' },
    { text: '{ top { __typename score title } }' },
    { text: '{ media { ... on Book { score pages } } }' },
    { text: '{ top { ... on Book { score pages } ... on Film { length } } }' },
    {
      text: '{ top { reviews { media { title __typename reviews { media { ... on Film { length score } } } } } } }',
    },
    { text: '{ all { ... on Book { score } ... on Film { s: score reviews { text } } } }' },
    { text: '{ all { ... on Media { score title } } }' },
    {
      text: 'query($a: Boolean!) { media { score @include(if: $a) ... on Book @skip(if: $a) { score } } }',
      variables: eachOf('a'),
    },
  ],
};
