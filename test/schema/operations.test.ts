import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  concatAST,
  GraphQLObjectType,
  Kind,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { schemaDirectory } from './schema-copy.ts';

const api = buildSchema(readFileSync(join(schemaDirectory, 'api.graphql'), 'utf8'));
const folder = join(schemaDirectory, 'operations');
const document = concatAST(
  readdirSync(folder).map((file) => parse(readFileSync(join(folder, file), 'utf8'))),
);

// Every `Type.field` that the operation selects, over its fragments.
function selectedFields(operationName: string): Set<string> {
  const selected = new Set<string>();
  const info = new TypeInfo(api);
  const collect = (name: string) => {
    const definition = document.definitions.find((node) => 'name' in node && node.name?.value === name);
    if (!definition) throw new Error(`There is no ${name}.`);
    visit(
      definition,
      visitWithTypeInfo(info, {
        Field: (node) => void selected.add(`${info.getParentType()?.name}.${node.name.value}`),
        FragmentSpread: (node) => collect(node.name.value),
      }),
    );
  };
  collect(operationName);
  return selected;
}

function fieldsOf(typeName: string): string[] {
  const type = api.getType(typeName);
  if (!(type instanceof GraphQLObjectType)) throw new Error(`${typeName} is no object type.`);
  return Object.keys(type.getFields()).map((field) => `${typeName}.${field}`);
}

describe('the documents of the pages', () => {
  it('are valid against the schema that clients see, and no fragment is left over', () => {
    expect(validate(api, document).map(({ message }) => message)).toEqual([]);
  });

  it('have one operation a file, so that a page loads by name', () => {
    for (const file of readdirSync(folder)) {
      const { definitions } = parse(readFileSync(join(folder, file), 'utf8'));
      const operations = definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
      expect(operations.length, file).toBe(file === 'departments.graphql' ? 0 : 1);
    }
  });

  it.each([
    'LibraryClearance',
    'ArchivesClearance',
    'ApartmentClearance',
    'FinanceClearance',
    'ApartmentStay',
    'FinanceCharge',
  ])('show every field of %s on the clearance page', (typeName) => {
    expect(fieldsOf(typeName).filter((field) => !selectedFields('ClearancePage').has(field))).toEqual([]);
  });

  it('show every field of the student on the clearance page, the code of the college excepted', () => {
    const missing = fieldsOf('Student').filter((field) => !selectedFields('ClearancePage').has(field));
    expect(missing).toEqual(['Student.collegeCode']);
  });

  it('show every field of the service guide', () => {
    expect(fieldsOf('ServiceGuide').filter((field) => !selectedFields('ServiceGuide').has(field))).toEqual(
      [],
    );
  });
});
