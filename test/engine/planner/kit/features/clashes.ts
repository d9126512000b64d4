import type { Thing } from '../lab.ts';
import type { Feature } from './feature.ts';

/** Names that mean different types on different objects. */
export const clashes: Feature = {
  name: 'keys and rules of different types under one name',
  subgraphs: {
    library: `type Query { all: [Either] one: Either deep: [Holder] } union Either = Book | Film type Holder { either: Either kept: Book }
      type Book @key(fields: "id") { id: ID! title: String mark: String } type Film @key(fields: "id") { id: Int! title: String! mark: [Int] }`,
    reviews: `type Book @key(fields: "id") { id: ID! score: Int mark: String @external label: String @requires(fields: "mark") }
      type Film @key(fields: "id") { id: Int! score: Int mark: [Int] @external label: String @requires(fields: "mark") }`,
  },
  world() {
    const label = function (this: Thing) {
      return `marked ${this.mark} ${this.id}`;
    };
    const book = { __typename: 'Book', id: '1', title: 'b', mark: 'm', score: 1, label };
    const film = { __typename: 'Film', id: 2, title: 'f', mark: [7, 8], score: 2, label };
    return {
      Query: { all: [book, film, null], one: film, deep: [{ either: book, kept: book }, { either: film }] },
      entities: [book, film],
    };
  },
  operations: [
    { text: '{ all { ... on Book { score } ... on Film { score } } }' },
    { text: '{ all { ... on Book { label } ... on Film { label } } }' },
    {
      text: '{ all { ... on Book { label title } ... on Film { label t: title } } one { ... on Film { label } } }',
    },
    {
      text: '{ deep { kept { label id } either { ... on Book { label } ... on Film { m: mark label score } } } }',
    },
    { text: '{ all { ... on Book { id label mark } ... on Film { label filmId: id } } }' },
  ],
};
