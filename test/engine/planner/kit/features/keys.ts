import type { Feature } from './feature.ts';
import { products } from './products.ts';

/** Objects found by more than an id. */
export const keys: Feature = {
  name: 'several keys, compound keys, nested keys, lists of lists',
  subgraphs: {
    catalog: `type Query { product: Product products: [Product] nested: [[Product!]!] orders: [[Order!]!] }
      type Product @key(fields: "id") { id: ID! name: String }
      type Order @key(fields: "shop { id } number") { shop: Shop! number: Int! lines: [[Product!]] }
      type Shop @shareable { id: ID! }`,
    stock: `type Product @key(fields: "id") @key(fields: "sku") { id: ID! sku: String! }`,
    prices: `type Product @key(fields: "sku") { sku: String! price(currency: String!): String weight: Int }
      type Order @key(fields: "shop { id } number") { shop: Shop! number: Int! total: Int } type Shop @shareable { id: ID! }`,
  },
  world() {
    const world = products();
    const [one, two] = world.entities;
    const order = (number: number) => ({
      __typename: 'Order',
      shop: { id: `s${number}` },
      number,
      total: number * 100,
      lines: [[one], null, [two, one]],
    });
    const orders = [1, 2, 3].map(order);
    return {
      Query: { ...world.Query, orders: [[orders[0], orders[1]], [], [orders[2]]] },
      entities: [...world.entities, ...orders],
      keys: { ...world.keys, Order: [['shop', 'number']] },
    };
  },
  operations: [
    { text: '{ product { price(currency: "USD") } }' },
    { text: '{ products { weight sku } }' },
    { text: '{ nested { weight name } }' },
    { text: '{ orders { total } }' },
    { text: '{ orders { lines { weight } total number } a: orders { t: total } }' },
    {
      text: '{ products { a: price(currency: "A") b: price(currency: "B") } product { a: price(currency: "C") } }',
    },
  ],
};
