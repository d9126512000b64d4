import { buildSchema, parse, print, stripIgnoredCharacters } from 'graphql';
import { describe, expect, it } from 'vitest';
import { plannedDocument } from '../../gateway/engine/compiled/planned-document.ts';
import { conditionsOf, operationOf, specialise } from '../../gateway/engine/compiled/specialise.ts';

const schema = buildSchema(`
  directive @twice on FIELD | INLINE_FRAGMENT
  interface Named { name: String }
  type Query implements Named { name: String a: A b: B any: AorB d(n: Int): Int e: Int self: Query }
  type Mutation { d: Int }
  union AorB = A | B
  type A { b: Int c: Int }
  type B { c: Int }
`);

function planned(text: string, values: Record<string, boolean> = {}, name: string | null = null) {
  const operation = operationOf(parse(text), name);
  if (operation === null) throw new Error('There is no such operation.');
  const document = plannedDocument(operation.definition, specialise(operation, values), schema);
  return document && stripIgnoredCharacters(print(document));
}

describe('what planners are given', () => {
  it('is the chosen operation without a name, its fragments written out', () => {
    const text = 'query A { a { ...F } } query B { b { c } } fragment F on A { b }';
    expect(planned(text, {}, 'A')).toBe('{a{...on A{b}}}');
    expect(planned(text, {}, 'B')).toBe('{b{c}}');
  });

  it.each([
    [
      'leaves out what the gateway knows by itself',
      '{d e}',
      '{ __typename d x: __schema { types { name } } ...F } fragment F on Query { __type(name: "A") { name } e }',
    ],
    [
      'leaves out what is never asked for',
      '{a{c}e}',
      '{ a { b @skip(if: true) c ...F @include(if: false) } d @include(if: false) e @skip(if: false) } fragment F on A { b }',
    ],
    [
      'asks whether there is an object of which nothing is asked',
      '{a{__typename}b{...on B{...on B{__typename}}}}',
      '{ a { b @skip(if: true) } b { ...F } } fragment F on B { ... on B { c @include(if: false) } }',
    ],
    [
      'keeps __typename below the root',
      '{a{__typename ...on A{__typename}}}',
      '{ a { __typename ... on A { __typename } } }',
    ],
    [
      'takes the fields of the root out of fragments, of interfaces too',
      '{a{b}name}',
      '{ ...R ... { __typename } } fragment R on Query { a { b } ... on Named { name __typename } }',
    ],
    [
      'keeps a fragment of the root for the directive that stands on it',
      '{...@twice{d}e}',
      '{ ... on Query @twice { d __typename } ... on Query @twice { __typename } e }',
    ],
    ['knows the root wherever it is met again', '{self{d}b{c}}', '{ self { __typename d } b { c } }'],
    ['asks whether there is a root below it', '{self{__typename}}', '{ self { __typename } }'],
    [
      'asks of which type an object is where the answer depends on it',
      '{any{...on A{b}__typename}}',
      '{ any { ... on A { b } } }',
    ],
  ])('%s', (_claim, expected, text) => {
    expect(planned(text)).toBe(expected);
  });

  it.each([
    '{ __typename }',
    '{ e @skip(if: true) }',
    '{ ... @include(if: false) { e } }',
    'mutation { __typename }',
  ])('is nothing for %s', (text) => expect(planned(text)).toBeNull());

  it('holds no condition, and no variable that nothing reads any more', () => {
    const text =
      'query($x: Boolean!, $y: Boolean!, $n: Int) { a @include(if: $x) { b @skip(if: $y) c } ...F @skip(if: $x) } fragment F on Query { d(n: $n) @include(if: $y) e }';
    const operation = operationOf(parse(text), null);
    expect(operation && conditionsOf(operation)).toEqual(['x', 'y']);
    expect(planned(text, { x: true, y: true })).toBe('{a{c}}');
    expect(planned(text, { x: true, y: false })).toBe('{a{b c}}');
    expect(planned(text, { x: false, y: true })).toBe('query($n:Int){d(n:$n)e}');
  });
});
