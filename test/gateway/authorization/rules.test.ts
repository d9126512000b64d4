import { buildASTSchema, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { allows } from '../../../gateway/authorization/holder.ts';
import { readRules } from '../../../gateway/authorization/rules.ts';
import { guarded } from './kit/stub-engine.ts';

describe('rules', () => {
  test('are read of fields, extensions and types, and never of interfaces', () => {
    const rules = readRules(
      'type A @authenticated { f: Int @policy(policies: [["x", "y"], ["z"]]) }',
      'extend type A { f: Int @requiresScopes(scopes: [["s"]]) g: Int } interface I @authenticated { f: Int @policy(policies: [["x"]]) }',
    );
    expect(rules.ofField('A', 'f')).toEqual([[['x', 'y'], ['z']], [['s']]]);
    expect(rules.ofType('A')).toEqual([[['@authenticated']]]);
    expect([rules.ofField('A', 'g'), rules.ofField('I', 'f'), rules.ofType('I')]).toEqual([null, null, null]);
  });

  test('are read under whatever names @link gives the directives', () => {
    const rules = readRules(`
      schema @link(url: "https://specs.apollo.dev/policy/v0.1", as: "gate")
        @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", { name: "@authenticated", as: "@known" }]) { query: Q }
      type Q { f: Int @gate(policies: [["x"]]) g: Int @known }`);
    expect(rules.ofField('Q', 'f')).toEqual([[['x']]]);
    expect(rules.ofField('Q', 'g')).toEqual([[['@authenticated']]]);
  });

  test.each([
    ['no alternatives', '@policy(policies: [])'],
    ['no argument', '@policy'],
    ['an empty alternative', '@policy(policies: [[]])'],
    ['what is no text', '@policy(policies: [[1]])'],
  ])('with %s let nobody through', (_, directive) => {
    const rule = readRules(`type Q { f: Int ${directive} }`).ofField('Q', 'f') ?? [];
    for (const holder of ['anonymous', 'student', 'registrar', 'staff:library'] as const)
      expect(allows(rule, holder, true)).toBe(false);
  });

  test.each([
    ['public', 'anonymous student registrar staff:library'],
    ['self', 'student'],
    ['staff', 'staff:library'],
    ['staff:library', 'staff:library'],
    ['staff:finance', ''],
    ['registrar', 'registrar'],
    ['anonymous', ''],
  ])('that name %s let through: %s', (name, wanted) => {
    const holders = (['anonymous', 'student', 'registrar', 'staff:library'] as const).filter((holder) =>
      allows([[[name]]], holder, true),
    );
    expect(holders.join(' ')).toBe(wanted);
  });
});

test('self holds for nothing whose owner nobody made sure of', async () => {
  const sdl = `
    directive @policy(policies: [[String!]!]!) on FIELD_DEFINITION
    type Query { page: Page @policy(policies: [["public"]]) student: Student @policy(policies: [["public"]]) }
    type Page { secret: String @policy(policies: [["self"]]) }
    type Student { id: ID! secret: String @policy(policies: [["self"]]) }`;
  const data = { page: { secret: 'of S2' }, student: { id: 'S1', secret: 'of S1' } };
  const graph = guarded(data, { schema: buildASTSchema(parse(sdl)), sdl });
  const answer = await graph.ask('student S1', '{ page { secret } student { secret } }');
  expect(answer.data).toEqual({ page: { secret: null }, student: { secret: 'of S1' } });
});

test('a document that grows beyond all measure is refused', async () => {
  const graph = guarded();
  const deep = `{ clearance ${'{ buddies '.repeat(250)} { id } ${'}'.repeat(250)} }`;
  const answer = await graph.ask('student S1', deep);
  expect(answer).toMatchObject({ errors: [{ extensions: { code: 'QUERY_TOO_COMPLEX' } }] });
  const wide = `{ mixed { ...F0 } } ${Array.from({ length: 14 }, (_, n) => `fragment F${n} on Student { a: favourite { ...F${n + 1} } b: favourite { ...F${n + 1} } }`).join(' ')} fragment F14 on Student { id }`;
  expect(await graph.ask('registrar', wide)).toMatchObject({
    errors: [{ extensions: { code: 'QUERY_TOO_COMPLEX' } }],
  });
  expect(graph.asked).toEqual([]);
});
