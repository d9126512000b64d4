import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildASTSchema, parse } from 'graphql';
import { renderAccessMatrix } from '../gateway/authorization/access-matrix.ts';
import { readFieldDepartments } from '../gateway/authorization/field-departments.ts';
import { readRules } from '../gateway/authorization/rules.ts';

// Writes docs/access-matrix.md from the composed schema; with --check, ends with 1 where it is not what stands there.

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const schema = join(import.meta.dirname, '../schema');
const read = (name: string) => readFileSync(join(schema, name), 'utf8');
const page = renderAccessMatrix({
  apiSchema: buildASTSchema(parse(read('api.graphql'))),
  rules: readRules(read('supergraph.graphql'), read('gateway.graphql')),
  departmentsOf: readFieldDepartments(read('supergraph.graphql')),
});

const file = join(import.meta.dirname, 'access-matrix.md');
if (!values.check) writeFileSync(file, page);
else if (readFileSync(file, 'utf8') !== page) {
  console.error('docs/access-matrix.md is not what the rules say: run node docs/make-access-matrix.ts.');
  process.exit(1);
}
