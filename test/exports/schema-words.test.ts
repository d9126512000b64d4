import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, getNamedType, isEnumType, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { schemaWord } from '../../subgraphs/clearance/exports/write/schema-words.ts';
import { outcomeTexts } from '../../web/texts/outcome.ts';

const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../schema/api.graphql'), 'utf8'));
// A term, without the rule that may stand behind it.
const HAN = /^[^a-zA-Z.：]*[\u4e00-\u9fff][^：]*$/;

test.each([
  'ClearanceRow',
  'ClearanceRowDepartment',
])('every field of %s, and every value of its enums, has a Chinese word', (name) => {
  const type = schema.getType(name);
  const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
  expect(fields.length).toBeGreaterThan(5);
  for (const field of fields) {
    expect(schemaWord(name, field.name), field.name).toMatch(HAN);
    const values = getNamedType(field.type);
    if (!isEnumType(values)) continue;
    for (const value of values.getValues())
      expect(schemaWord(values.name, value.name), value.name).toMatch(HAN);
  }
});

test('every reason has one, and outcomes are called what the pages call them', () => {
  const reasons = schema.getType('ReasonCode');
  const codes = isEnumType(reasons) ? reasons.getValues().map(({ name }) => name) : [];
  expect(codes.length).toBeGreaterThan(15);
  for (const code of codes) expect(schemaWord('ReasonCode', code), code).toMatch(HAN);
  expect(schemaWord('ReasonCode', 'TUITION_OWED')).toBe('有欠费');
  for (const outcome of ['PASSED', 'NOT_PASSED', 'UNKNOWN'] as const)
    expect(schemaWord('ClearanceOutcome', outcome)).toBe(outcomeTexts[outcome].zh);
  expect(schemaWord('ClearanceOutcome', 'toString')).toBeNull();
});
