import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, GraphQLEnumType, type GraphQLSchema, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { readyReport, readyReports } from '../../../web/graphiql/ready/ready-reports.ts';
import { readyReportTexts } from '../../../web/texts/ready-reports.ts';
import { reasonTexts, stageTexts } from '../../../web/texts/reports.ts';

const schema: GraphQLSchema = buildSchema(
  readFileSync(join(import.meta.dirname, '../../../schema/api.graphql'), 'utf8'),
);

test.each(
  readyReports,
)('$name fits the schema, says in both languages what it is for, and has JSON variables', (report) => {
  const document = parse(report.document);
  expect(validate(schema, document)).toEqual([]);
  expect(report.document.split('\n')[0]).toBe(`# ${readyReportTexts[report.name].about.zh}`);
  expect(report.document.split('\n')[1]).toBe(`# ${readyReportTexts[report.name].about.en}`);
  expect(JSON.parse(report.variables)).toBeTypeOf('object');
});

test('every text is of a report, and every report is found by its name', () => {
  expect(readyReports.map(({ name }) => name).sort()).toEqual(Object.keys(readyReportTexts).sort());
  for (const report of readyReports) expect(readyReport(report.name)).toBe(report);
  expect(readyReport('toString')).toBeNull();
});

test('every reason and every stage of the schema has words', () => {
  expect(valuesOf('ReasonCode').filter((code) => !Object.hasOwn(reasonTexts, code))).toEqual([]);
  expect(valuesOf('ReportStage').sort()).toEqual(Object.keys(stageTexts).sort());
});

function valuesOf(name: string): string[] {
  const type = schema.getType(name);
  return type instanceof GraphQLEnumType ? type.getValues().map((value) => value.name) : [];
}
