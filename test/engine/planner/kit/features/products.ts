import type { Thing, World } from '../lab.ts';

/** Three products, whose computed fields say what they were computed from. */
export function products(): World {
  const product = (id: string) => ({
    __typename: 'Product',
    id,
    sku: `sku-${id}`,
    name: `name ${id}`,
    weight: Number(id) * 10,
    size: { __typename: 'Size', height: Number(id), width: Number(id) * 2 },
    price: ({ currency }: { currency: string }) => `${currency} ${id}`,
    tax(this: Thing) {
      return `tax of ${said(this.price, { currency: 'USD' })}`;
    },
    duty(this: Thing) {
      return `duty of ${said(this.price, { currency: 'CNY' })} and ${this.weight}`;
    },
    total(this: Thing) {
      return `total of ${said.call(this, this.tax)}`;
    },
    postage(this: Thing) {
      return `postage of ${this.weight} by ${(this.size as Thing | null)?.height}`;
    },
  });
  const entities: Thing[] = ['1', '2', '3'].map(product);
  return {
    Query: {
      product: entities[0],
      other: entities[1],
      products: [...entities, null],
      nested: [[entities[0]], [], [entities[1], entities[2]]],
    },
    entities,
    keys: { Product: [['id'], ['sku']] },
  };
}

/** A representation brings the value; the world brings a function of the arguments. */
function said(this: unknown, value: unknown, args?: Thing): unknown {
  return typeof value === 'function' ? value.call(this, args) : value;
}
