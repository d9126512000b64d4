import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, GraphQLEnumType, type GraphQLSchema, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { openQueries } from '../../../web/graphiql/ready/open-queries.ts';
import { readyNamed } from '../../../web/graphiql/ready/ready-for.ts';
import { readyReports } from '../../../web/graphiql/ready/ready-reports.ts';
import { openQueryTexts } from '../../../web/texts/open-queries.ts';
import { readyReportTexts } from '../../../web/texts/ready-reports.ts';
import { reasonTexts, stageTexts } from '../../../web/texts/reports.ts';

const schema: GraphQLSchema = buildSchema(
  readFileSync(join(import.meta.dirname, '../../../schema/api.graphql'), 'utf8'),
);

const all = [...readyReports(), ...openQueries];

test.each(
  all,
)('$name fits the schema, says in both languages what it is for, and has JSON variables', (query) => {
  const document = parse(query.document);
  expect(validate(schema, document)).toEqual([]);
  expect(query.document.split('\n')[0]).toBe(`# ${query.texts.about.zh}`);
  expect(query.document.split('\n')[1]).toBe(`# ${query.texts.about.en}`);
  expect(JSON.parse(query.variables)).toBeTypeOf('object');
});

test('every text is of a query, and every query is found by its name, which it has alone', () => {
  const texts = { ...readyReportTexts, ...openQueryTexts };
  expect(all.map(({ name }) => name).sort()).toEqual(Object.keys(texts).sort());
  for (const query of all) expect(readyNamed(query.name)).toEqual(query);
  expect(readyNamed('toString')).toBeNull();
});

test('staff are given the reasons of their own department as the example of one', () => {
  const own = readyReports('finance').find(({ name }) => name === 'libraryReasons');
  expect(JSON.parse(own?.variables ?? '')).toMatchObject({ filter: { departments: ['finance'] } });
});

test('every reason and every stage of the schema has words', () => {
  expect(valuesOf('ReasonCode').filter((code) => !Object.hasOwn(reasonTexts, code))).toEqual([]);
  expect(valuesOf('ReportStage').sort()).toEqual(Object.keys(stageTexts).sort());
});

function valuesOf(name: string): string[] {
  const type = schema.getType(name);
  return type instanceof GraphQLEnumType ? type.getValues().map((value) => value.name) : [];
}
