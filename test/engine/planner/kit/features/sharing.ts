import type { Thing } from '../lab.ts';
import type { Feature } from './feature.ts';
import { products } from './products.ts';

/** Fields that several subgraphs have. */
export const sharing: Feature = {
  name: '@provides, @shareable, @override and @inaccessible',
  subgraphs: {
    catalog: `type Query { product: Product other: Product products: [Product] last: Product @provides(fields: "name size { height }") }
      type Product @key(fields: "id") { id: ID! name: String @external weight: Int size: Size @external secret: Int @inaccessible }
      type Size @shareable { height: Int width: Int }`,
    stock: `type Product @key(fields: "id") { id: ID! name: String @shareable size: Size @shareable sku: String
      weight: Int @override(from: "catalog") }
      type Size @shareable { height: Int width: Int }`,
    hidden: `type Product @key(fields: "id") { id: ID! name: String @shareable secret: Int @external postage: String @requires(fields: "secret") }`,
  },
  world() {
    const world = products();
    for (const product of world.entities) {
      product.secret = Number(product.id) + 7;
      product.postage = function (this: Thing) {
        return `with ${this.secret}`;
      };
    }
    return { ...world, Query: { ...world.Query, last: world.entities[2] } };
  },
  operations: [
    { text: '{ last { name size { height } } }' },
    { text: '{ last { name size { height width } sku } }' },
    { text: '{ product { name weight } products { name sku weight } }' },
    { text: '{ product { postage name } last { postage } }' },
    { text: '{ last { size { h: height } weight name } other { size { width } } }' },
  ],
};
