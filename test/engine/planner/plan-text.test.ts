import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { createFetchNode } from '../../../gateway/engine/planner/fetch-node.ts';
import type { PlanNode } from '../../../gateway/engine/planner/plan.ts';
import { planSize, planText } from '../../../gateway/engine/planner/plan-text.ts';

const roots = createFetchNode({
  subgraph: 'a',
  document: parse('mutation($n: Int) { m(n: $n) { ...F } } fragment F on P { __typename id }'),
  entities: null,
  outputRewrites: [],
  at: [],
});
const entities = createFetchNode({
  subgraph: 'b',
  document: parse(
    'query($representations: [_Any!]!) { _entities(representations: $representations) { ... on P { x } } }',
  ),
  entities: {
    path: [{ kind: 'field', key: 'm' }, { kind: 'list' }, { kind: 'types', names: ['P', 'Q'] }],
    requires: [
      {
        kind: 'on',
        type: 'P',
        selections: [
          { kind: 'field', name: 'id', key: 'id', selections: null },
          {
            kind: 'field',
            name: 'price',
            key: 'alias',
            selections: [{ kind: 'field', name: 'fen', key: 'fen', selections: null }],
          },
        ],
      },
    ],
    inputRewrites: [
      {
        kind: 'set',
        path: [
          { kind: 'types', names: ['P'] },
          { kind: 'key', key: '__typename' },
        ],
        value: 'I',
      },
    ],
  },
  outputRewrites: [{ kind: 'rename', path: [{ kind: 'key', key: 'x0' }], to: 'x' }],
  at: [],
});
const plan: PlanNode = {
  kind: 'sequence',
  nodes: [
    roots,
    {
      kind: 'parallel',
      nodes: [entities, roots],
    },
  ],
};

it('tells each step of a plan, fragments written out, a fetch by one number wherever it stands', () => {
  expect(planText(plan)).toBe(`in order
  #1 fetch a (mutation)
    with $n
    {
      m(n: $n) {
        __typename
        id
      }
    }
  at once
    #2 fetch b at m[](P|Q)
      needs ... on P { id price: alias { fen } }
      sends (P).__typename = "I"
      takes x0 as x
      {
        ... on P {
          x
        }
      }
    #1 fetch a (mutation)
      with $n
      {
        m(n: $n) {
          __typename
          id
        }
      }`);
});

it('counts the stages that wait for one another, and all fetches', () => {
  expect(planSize(plan)).toEqual({ stages: 2, fetches: 3 });
  expect(planSize(null)).toEqual({ stages: 0, fetches: 0 });
  expect(planText(null)).toBe('nothing to fetch');
});

it('goes on with the numbers of another text', () => {
  const numbers = new Map([[entities, 1]]);
  expect(planText(roots, numbers)).toMatch(/^#2 fetch a /);
  expect(planText(entities, numbers)).toMatch(/^#1 fetch b /);
});
