import { eachOf, type Feature } from './feature.ts';
import { products } from './products.ts';

/** Rules that read several subgraphs. */
export const requires: Feature = {
  name: '@requires with arguments, nested and chained',
  subgraphs: {
    catalog: `type Query { product: Product other: Product products: [Product] nested: [[Product!]!] }
      type Product @key(fields: "id") { id: ID! name: String price(currency: String!): String weight: Int }`,
    sizes: `type Product @key(fields: "id") { id: ID! size: Size } type Size { height: Int width: Int }`,
    taxes: `type Product @key(fields: "id") { id: ID! price(currency: String!): String @external
      tax: String @requires(fields: "price(currency: \\"USD\\")") }`,
    customs: `type Product @key(fields: "id") { id: ID! price(currency: String!): String @external weight: Int @external
      tax: String @external size: Size @external
      duty: String @requires(fields: "price(currency: \\"CNY\\") weight")
      total: String @requires(fields: "tax") postage: String @requires(fields: "weight size { height }") }
      type Size { height: Int @external }`,
  },
  world: products,
  operations: [
    { text: '{ product { tax } }' },
    { text: '{ product { tax duty } }', wrongBy: 'apollo' },
    { text: '{ product { total postage } products { id total } }' },
    { text: '{ nested { postage size { width } } }' },
    { text: '{ product { x: price(currency: "EUR") tax } }' },
    { text: '{ product { price(currency: "EUR") tax } }' },
    { text: '{ product { weight: name tax: name postage size: price(currency: "SEK") } }' },
    { text: 'query($c: String!) { product { p: price(currency: $c) duty } }', variables: [{ c: 'JPY' }] },
    { text: 'query($c: String = "SEK") { other { p: price(currency: $c) total } }' },
    {
      text: 'query($a: Boolean!) { product { weight @include(if: $a) postage } }',
      variables: eachOf('a'),
    },
    {
      text: 'query($a: Boolean!) { product { size { height @include(if: $a) width } postage @skip(if: $a) } }',
      variables: eachOf('a'),
    },
    {
      text: 'query($a: Boolean!) { product { size @skip(if: $a) { height width } postage @include(if: $a) } }',
      variables: eachOf('a'),
    },
    {
      text: 'query($a: Boolean!, $b: Boolean!) { products { ... @include(if: $a) { total ...F @skip(if: $b) } name } } fragment F on Product { postage tax }',
      variables: eachOf('a', 'b'),
    },
    {
      text: 'query($a: Boolean!) { product { ... @include(if: $a) { ... @skip(if: $a) { total } } name } }',
      variables: eachOf('a'),
    },
    {
      text: 'query($a: Boolean!, $b: Boolean!) { product @include(if: $a) { tax } product @skip(if: $b) { total name } }',
      variables: eachOf('a', 'b'),
    },
  ],
};
