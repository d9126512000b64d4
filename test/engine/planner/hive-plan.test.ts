import { describe, expect, it } from 'vitest';
import { translateHivePlan } from '../../../gateway/engine/planner/hive-plan.ts';

type HivePlan = Parameters<typeof translateHivePlan>[0];
type HiveNode = NonNullable<HivePlan['node']>;

const possibleTypes = (name: string) => (name === 'Media' ? ['Media', 'Book', 'Film'] : [name]);
const translated = (node: unknown) =>
  translateHivePlan({ kind: 'QueryPlan', node: node as HiveNode }, possibleTypes);
const requires = [
  {
    kind: 'InlineFragment',
    typeCondition: 'P',
    selections: [
      { kind: 'Field', name: '__typename' },
      { kind: 'Field', name: 'id' },
    ],
  },
];
const entityFetch = {
  kind: 'Fetch',
  serviceName: 'b',
  operation:
    'query($representations: [_Any!]!, $n: Int) { _entities(representations: $representations) { ... on P { x(n: $n) } } }',
  requires,
};

describe('a plan of the compiled planner', () => {
  it('may be empty', () => {
    expect(translateHivePlan({ kind: 'QueryPlan' }, possibleTypes)).toBeNull();
  });

  it('has its fetches in one print, with the variables of the client that they use', () => {
    expect(
      translated({ kind: 'Flatten', path: [{ Field: 'p' }, '@', '@'], node: entityFetch }),
    ).toMatchObject({
      kind: 'fetch',
      subgraph: 'b',
      operation: 'query',
      query:
        'query($representations:[_Any!]!$n:Int){_entities(representations:$representations){...on P{x(n:$n)}}}',
      variables: ['n'],
      entities: { path: [{ kind: 'field', key: 'p' }, { kind: 'list' }] },
    });
  });

  it('has a batch of fetches taken apart, a fetch for each path', () => {
    const batch = {
      kind: 'BatchFetch',
      serviceName: 'b',
      operation: `query($__batch_reps_0: [_Any!]!, $__batch_reps_1: [_Any!]!, $n: Int, $m: Int) {
        _e0: _entities(representations: $__batch_reps_0) { ... on P { ...F } }
        _e1: _entities(representations: $__batch_reps_1) { ... on P { y } }
      } fragment F on P { x(n: $n) }`,
      entityBatch: {
        aliases: [
          {
            alias: '_e0',
            representationsVariableName: '__batch_reps_0',
            paths: [[{ Field: 'p' }], [{ Field: 'q' }, '@']],
            requires,
          },
          {
            alias: '_e1',
            representationsVariableName: '__batch_reps_1',
            paths: [[{ Field: 'p' }]],
            requires,
          },
        ],
      },
    };
    const first =
      'query($representations:[_Any!]!$n:Int){_entities(representations:$representations){...on P{...F}}}fragment F on P{x(n:$n)}';
    expect(translated(batch)).toMatchObject({
      kind: 'parallel',
      nodes: [
        { query: first, variables: ['n'], entities: { path: [{ key: 'p' }] } },
        { query: first, variables: ['n'], entities: { path: [{ key: 'q' }, { kind: 'list' }] } },
        {
          query: 'query($representations:[_Any!]!){_entities(representations:$representations){...on P{y}}}',
          variables: [],
          entities: { path: [{ key: 'p' }] },
        },
      ],
    });
  });

  it('reads a required value at the name of its own and sends it under its alias', () => {
    const aliased = {
      ...entityFetch,
      requires: [{ kind: 'Field', name: '_internal_qp_alias_0', alias: 'price' }],
    };
    expect(translated(aliased)).toMatchObject({
      entities: {
        requires: [{ kind: 'field', key: '_internal_qp_alias_0', name: 'price', selections: null }],
      },
    });
  });

  it('names the types of an interface in rewrites, in each shape that rewrites come in', () => {
    const path = [{ TypenameEquals: ['Media'] }, { Key: '__typename' }];
    const types = { kind: 'types', names: ['Media', 'Book', 'Film'] };
    const expected = { kind: 'set', path: [types, { kind: 'key', key: '__typename' }], value: 'Media' };
    const inputRewrites = [
      { ValueSetter: { path, setValueTo: 'Media' } },
      { kind: 'ValueSetter', path, setValueTo: 'Media' },
    ];
    const outputRewrites = [{ KeyRenamer: { path: [{ Key: 'a' }], renameKeyTo: 'b' } }];
    expect(translated({ ...entityFetch, inputRewrites, outputRewrites })).toMatchObject({
      entities: { inputRewrites: [expected, expected] },
      outputRewrites: [{ kind: 'rename', path: [{ kind: 'key', key: 'a' }], to: 'b' }],
    });
  });

  it('leaves out types that the root is asked to be, and tells where a fetch of root fields adds to', () => {
    const root = { kind: 'Fetch', serviceName: 'b', operation: '{ b }' };
    const path = [{ TypeCondition: ['Query'] }, { Field: 'self' }];
    expect(translated({ kind: 'Flatten', path, node: root })).toMatchObject({
      entities: null,
      at: [{ kind: 'field', key: 'self' }],
    });
    expect(translated(root)).not.toHaveProperty('at');
  });

  it.each([
    [{ kind: 'Defer', primary: {}, deferred: [] }, 'The planner made a Defer node, which is not executed.'],
    [
      { kind: 'Condition', condition: 'c', ifClause: entityFetch },
      'The planner made a Condition node, which is not executed.',
    ],
    [{ kind: 'Subscription' }, 'The planner made a Subscription node'],
    [{ kind: 'Teleport' }, 'The planner made a Teleport node'],
    [{ kind: 'Flatten', path: [{ Door: 1 }], node: entityFetch }, 'a path with an unknown part: {"Door":1}'],
    [
      { ...entityFetch, requires: [{ kind: 'FragmentSpread', value: 'F' }] },
      'requires a selection of an unknown kind: FragmentSpread',
    ],
    [{ ...entityFetch, outputRewrites: [{ Eraser: {} }] }, 'a rewrite of an unknown kind: {"Eraser":{}}'],
    [
      {
        ...entityFetch,
        operation:
          'query($representations: [_Any!]!, $representations: Int) { _entities(representations: $representations) { ... on P { x } } }',
      },
      'A variable cannot be called "representations" here; rename it.',
    ],
  ])('is refused with a sentence where it is unknown: %j', (node, sentence) => {
    expect(() => translated(node)).toThrow(sentence);
  });
});
