import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildASTSchema,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  parse,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { matrixColumns, renderAccessMatrix } from '../../../gateway/authorization/access-matrix.ts';
import { readFieldDepartments } from '../../../gateway/authorization/field-departments.ts';
import { ownersOf } from '../../../gateway/authorization/owners.ts';
import { readRules } from '../../../gateway/authorization/rules.ts';
import { anyArguments, anyOutput } from './kit/any-value.ts';
import { guarded, viewerOf } from './kit/stub-engine.ts';

const root = join(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const schema = buildASTSchema(parse(read('schema/api.graphql')));
const sdl = read('schema/supergraph.graphql') + read('schema/gateway.graphql');
const page = read('docs/access-matrix.md');
const rules = readRules(read('schema/supergraph.graphql'), read('schema/gateway.graphql'));

const owners = ownersOf(schema);

type Cell = 'yes' | 'no' | 'as parent';
interface Row {
  readonly departments: readonly string[];
  readonly cells: ReadonlyMap<string, Cell>;
}

/** The committed page, by `Type.field`. */
const matrix = new Map<string, Row>();
let typeName = '';
for (const text of page.split('\n')) {
  if (text.startsWith('## ')) typeName = text.slice(3);
  const [, name, department = '', ...cells] = text
    .split(' | ')
    .join('|')
    .split('|')
    .map((cell) => cell.trim());
  if (!name?.startsWith('`')) continue;
  const columns = matrixColumns.map((column, index) => [column, cells[index] as Cell] as const);
  matrix.set(`${typeName}.${name.replaceAll('`', '')}`, {
    departments: department.split(', '),
    cells: new Map(columns),
  });
}

const viewers: Record<string, { viewer: string; names: string | null; student: string }> = {
  anonymous: { viewer: 'anonymous', names: null, student: 'S1' },
  'student (self)': { viewer: 'student S1', names: 'S1', student: 'S1' },
  'student (another)': { viewer: 'student S1', names: 'S2', student: 'S2' },
  ...Object.fromEntries(
    ['library', 'archives', 'apartment', 'finance', 'registry', 'sports'].map((name) => [
      `staff:${name}`,
      { viewer: `staff:${name}`, names: 'S1', student: 'S1' },
    ]),
  ),
  ...Object.fromEntries(
    ['registrar', 'desk', 'analyst', 'integrator'].map((name) => [
      name,
      { viewer: name, names: 'S1', student: 'S1' },
    ]),
  ),
};

function cellOf(place: string, who: string): Cell {
  const { departments, cells } = matrix.get(place) ?? { departments: [], cells: new Map<string, Cell>() };
  const [, staffOf] = /^staff:(.*)$/.exec(who) ?? [];
  const column = staffOf === undefined ? who : departments.includes(staffOf) ? 'staff of it' : 'other staff';
  return cells.get(column) ?? 'no';
}

interface Step {
  readonly type: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
}

/** The shortest way from a root to every object type, through steps that may be taken. */
function waysTo(
  mayTake: (step: Step) => boolean,
  mayStand: (type: GraphQLObjectType) => boolean = () => true,
): Map<string, readonly Step[]> {
  const ways = new Map<string, readonly Step[]>();
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const queue = roots.flatMap((type) => (type ? [type] : []));
  for (const type of queue) ways.set(type.name, []);
  for (const type of queue)
    for (const field of Object.values(type.getFields())) {
      if (!mayTake({ type, field })) continue;
      for (const next of objectsOf(schema, field)) {
        if (ways.has(next.name) || !mayStand(next)) continue;
        ways.set(next.name, [...(ways.get(type.name) ?? []), { type, field }]);
        queue.push(next);
      }
    }
  return ways;
}

function objectsOf(
  within: GraphQLSchema,
  { type }: GraphQLField<unknown, unknown>,
): readonly GraphQLObjectType[] {
  const named = getNamedType(type);
  if (isAbstractType(named)) return within.getPossibleTypes(named);
  return isObjectType(named) ? [named] : [];
}

function documentFor(steps: readonly Step[], names: string | null): string {
  const [first] = steps;
  const kind =
    first?.type === schema.getMutationType()
      ? 'mutation'
      : first?.type === schema.getSubscriptionType()
        ? 'subscription'
        : 'query';
  const inner = steps.reduceRight((below, { type, field }) => {
    const selection = below === '' && isCompositeType(getNamedType(field.type)) ? '{ __typename }' : below;
    return `{ ... on ${type.name} { it: ${field.name}${anyArguments(field, names)} ${selection} } }`;
  }, '');
  return `${kind} ${inner}`;
}

describe('docs/access-matrix.md', () => {
  test('is what the rules say', () => {
    const departmentsOf = readFieldDepartments(read('schema/supergraph.graphql'));
    expect(page).toBe(renderAccessMatrix({ apiSchema: schema, rules, departmentsOf }));
  });

  test('has a row for every field of every object type', () => {
    const fields = Object.values(schema.getTypeMap())
      .filter((type) => isObjectType(type))
      .filter(({ name }) => !name.startsWith('__'))
      .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
    expect([...matrix.keys()].sort()).toEqual(fields.sort());
  });

  test('says of every root field who may', () => {
    const roots = ['Query', 'Mutation', 'Subscription'].flatMap((name) => {
      const type = schema.getType(name);
      return isObjectType(type) ? Object.keys(type.getFields()).map((field) => [name, field] as const) : [];
    });
    expect(roots.filter(([type, field]) => rules.ofField(type, field) === null)).toEqual([]);
  });
});

describe.each(Object.entries(viewers))('%s', (who, { viewer, names, student }) => {
  test('reads every field that the table says, and no other', { timeout: 60_000 }, async () => {
    let wanted = new Set<string>();
    const graph = guarded(
      {},
      {
        schema,
        sdl,
        field: (_source, _args, _context, { returnType, fieldName, parentType }) =>
          anyOutput(returnType, fieldName, parentType.name, student),
        type: (_value, _context, _info, abstract: GraphQLAbstractType) => {
          const names = schema.getPossibleTypes(abstract).map(({ name }) => name);
          return names.find((name) => wanted.has(name)) ?? names[0];
        },
      },
    );
    const isAnothers = student !== 'S1';
    const open = waysTo(
      ({ type, field }) => cellOf(`${type.name}.${field.name}`, who) !== 'no',
      // Whatever has an owner is another's here.
      ({ name }) => !isAnothers || owners.get(name)?.optional !== false,
    );
    const givesAnothers = (field: Step['field']) =>
      isAnothers && objectsOf(schema, field).some(({ name }) => owners.get(name)?.optional === false);
    const any = waysTo(() => true);
    const wrong: string[] = [];
    for (const place of matrix.keys()) {
      const [typeName = '', fieldName = ''] = place.split('.');
      const type = schema.getType(typeName);
      if (!isObjectType(type)) continue;
      const field = type.getFields()[fieldName];
      const way = open.get(typeName) ?? any.get(typeName);
      if (!field || !way) {
        wrong.push(`${place}: no way leads there`);
        continue;
      }
      const steps = [...way, { type, field }];
      wanted = new Set(steps.map((step) => step.type.name));
      graph.resolved.clear();
      const document = parse(documentFor(steps, names));
      const kind = steps[0]?.type === schema.getMutationType() ? 'mutation' : 'query';
      const { errors, data } = await graph.run({ document, kind, viewer: viewerOf(viewer) });
      const reads = errors === undefined && data !== undefined && graph.resolved.has(place);
      // What is another's is taken away when it is answered; everything else is not even asked for.
      const leaks = !reads && !isAnothers && graph.resolved.has(place);
      const may = open.has(typeName) && cellOf(place, who) !== 'no' && !givesAnothers(field);
      if (reads !== may || leaks)
        wrong.push(
          `${place}: ${reads ? 'is' : 'is not'} read by ${documentFor(steps, names)}: ${JSON.stringify(errors)}`,
        );
    }
    expect(wrong).toEqual([]);
  });
});
