import type { Thing, World } from '../lab.ts';

/** Two books and a film, made by people and studios. */
export function media(): World {
  const item = (__typename: string, id: string, more: Thing): Thing => ({
    __typename,
    id,
    title: `title ${id}`,
    score: Number(id) * 5,
    reviews: () => [{ text: `about ${id}`, media: entities[Number(id) % 3] }],
    label(this: Thing) {
      return `${this.title}: ${id}`;
    },
    ...more,
  });
  const entities: Thing[] = [
    item('Book', '0', { pages: 100, by: { __typename: 'Person', name: 'b', born: 1 } }),
    item('Film', '1', { length: 90, by: { __typename: 'Studio', name: 's', city: 'c' } }),
    item('Book', '2', { pages: 200, by: { __typename: 'Studio', name: 't', city: 'd' } }),
  ];
  return {
    Query: { media: entities, one: entities[1], top: entities[0], all: [entities[2], entities[1]] },
    entities,
  };
}
