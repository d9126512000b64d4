import { eachOf, type Feature } from './feature.ts';
import { media } from './media.ts';

/** Interfaces and unions across subgraphs. */
export const abstractTypes: Feature = {
  name: 'interfaces and unions',
  subgraphs: {
    library: `type Query { media: [Media!]! one: Media all: [Either] } union Either = Book | Film
      interface Media { id: ID! title: String by: Maker }
      interface Maker { name: String }
      type Person implements Maker { name: String born: Int } type Studio implements Maker { name: String city: String }
      type Book implements Media @key(fields: "id") { id: ID! title: String pages: Int by: Maker }
      type Film implements Media @key(fields: "id") { id: ID! title: String length: String by: Maker }`,
    reviews: `type Review { text: String! media: Either } union Either = Book | Film
      type Book @key(fields: "id") { id: ID! reviews: [Review!]! score: Int }
      type Film @key(fields: "id") { id: ID! reviews: [Review!] score: Int! }`,
  },
  world: media,
  operations: [
    { text: '{ media { title by { __typename name ... on Person { born } ... on Studio { city } } } }' },
    { text: '{ media { id ... on Book { score } ... on Film { filmScore: score } } }' },
    { text: '{ all { __typename ... on Media { title } ... on Book { reviews { text } } } }' },
    { text: '{ all { ... on Media { ... on Film { score } } } }' },
    {
      text: '{ one { ... on Book { f: title } ... on Film { f: length } } media { ... on Book { f: title } ... on Film { f: length } } }',
    },
    {
      text: '{ all { ... on Book { reviews { media { ... on Film { length score } ... on Book { pages } } } } } }',
    },
    {
      text: '{ media { ... on Book { score pages reviews { text } } ... on Film { s: score r: reviews { text media { __typename } } } } all { ... on Film { s: score } } }',
    },
    {
      text: '{ all { ...M } } fragment M on Media { ...B by { name } } fragment B on Book { score by { ... on Studio { city } } }',
    },
    {
      text: 'query($a: Boolean!, $b: Boolean!) { media { ... on Book @include(if: $a) { score } ... on Media @skip(if: $b) { by { name } ... on Film { length } } } }',
      variables: eachOf('a', 'b'),
    },
    {
      text: 'query($a: Boolean!) { all { ... on Book { score @include(if: $a) } ... on Film @skip(if: $a) { id length } } }',
      variables: eachOf('a'),
    },
  ],
};
