import type { Thing } from '../lab.ts';
import type { Feature } from './feature.ts';

/** Who a thing belongs to, computed from what the representation says of the owner. */
function label(this: Thing): string {
  const { __typename: type, name, city } = this.owner as Thing;
  return type === 'Person' ? `of ${name}` : type === 'Club' ? `of a club in ${city}` : 'of nobody knows whom';
}

const person = { __typename: 'Person', name: 'Wang' };
const club = { __typename: 'Club', name: 'Go', city: 'Wuhan' };
const boat = { __typename: 'Boat', id: '1', owner: person, label };
const raft = { __typename: 'Boat', id: '2', owner: club, label };

/** Rules that ask of which type an object is. */
export const rulesOnTypes: Feature = {
  name: '@requires of interfaces and unions',
  subgraphs: {
    harbour: `type Query { boats: [Boat!]! } union Owner = Person | Club
      type Boat @key(fields: "id") { id: ID! owner: Owner }
      type Person { name: String } type Club { name: String city: String }`,
    signs: `union Owner = Person | Club type Person { name: String @external } type Club { city: String @external }
      type Boat @key(fields: "id") { id: ID! owner: Owner @external
        label: String @requires(fields: "owner { ... on Person { name } ... on Club { city } }") }`,
  },
  world: () => ({ Query: { boats: [boat, raft] }, entities: [boat, raft] }),
  operations: [
    { text: '{ boats { label } }' },
    { text: '{ boats { owner { ... on Club { name } } label } }' },
    { text: '{ boats { owner: label label: owner { __typename } } }' },
  ],
};
