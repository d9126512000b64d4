import { type GraphQLField, type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql';
import { allows, type Holder } from './holder.ts';
import { mayRead } from './may-read.ts';
import type { Rules } from './rules.ts';

/** What the page of the rules is made from. */
export interface MatrixParts {
  /** With what the gateway adds. */
  readonly apiSchema: GraphQLSchema;
  readonly rules: Rules;
  /** The subgraphs that own a field. */
  readonly departmentsOf: (typeName: string, fieldName: string) => readonly string[];
}

/** Columns of the page, in their order. */
export const matrixColumns = [
  'anonymous',
  'student (self)',
  'student (another)',
  'staff of it',
  'other staff',
  'registrar',
  'desk',
  'analyst',
  'integrator',
] as const;

const TITLE = [
  '# Who may read what 访问权限表',
  '',
  'Made from the rules in `schema/*.graphql` by `node docs/make-access-matrix.ts`; a test walks every field for every role',
  'through the layer that enforces them (`gateway/authorization`) and compares.',
  '',
  '- `yes` 可以, `no` 不可以, `as parent`: whoever may read the object may read the field 同上级.',
  '- *student (self)* 本人: of their own number. *student (another)* 他人: of anybody else, by whatever way.',
  '- *staff of it* 本部门人员: of the department in the second column. *other staff* 其他部门人员: of any other.',
  '- A field at a root that has no rule is nobody’s. Nested fields are read only through fields that the caller may read.',
];

/** The text of `docs/access-matrix.md`: a table for every object type, roots first, then by name. */
export function renderAccessMatrix(parts: MatrixParts): string {
  const { apiSchema } = parts;
  const roots = [apiSchema.getQueryType(), apiSchema.getMutationType(), apiSchema.getSubscriptionType()];
  const isRoot = (type: GraphQLObjectType) => roots.includes(type);
  const types = Object.values(apiSchema.getTypeMap())
    .filter((type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const ordered = [...types.filter(isRoot), ...types.filter((type) => !isRoot(type))];
  return [...TITLE, ...ordered.flatMap((type) => tableOf(parts, type, isRoot(type))), ''].join('\n');
}

function tableOf(parts: MatrixParts, type: GraphQLObjectType, isRoot: boolean): string[] {
  const head = ['field', 'department', ...matrixColumns];
  const rows = Object.values(type.getFields()).map((field) => [
    `\`${field.name}\``,
    parts.departmentsOf(type.name, field.name).join(', ') || '–',
    ...cellsOf(parts, type, field, isRoot),
  ]);
  return ['', `## ${type.name}`, '', line(head), line(head.map(() => '---')), ...rows.map(line)];
}

function cellsOf(
  { rules, departmentsOf }: MatrixParts,
  type: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  isRoot: boolean,
): string[] {
  const hasRule = rules.ofField(type.name, field.name) !== null || rules.ofType(type.name) !== null;
  if (!hasRule && !isRoot) return matrixColumns.map(() => 'as parent');
  const [department = 'none'] = departmentsOf(type.name, field.name);
  const own: Holder = `staff:${department}`;
  const others: Holder = 'staff:-';
  const owners = new Map();
  const may = (holder: Holder, self: boolean) => {
    const position = { covered: self, isRoot: isRoot && self };
    const rule = rules.ofField(type.name, field.name);
    if (isRoot && !self) return rule !== null && allows(rule, holder, false) ? 'yes' : 'no';
    return mayRead({ rules, owners, holder }, type, field, position) ? 'yes' : 'no';
  };
  return [
    may('anonymous', true),
    may('student', true),
    may('student', false),
    may(own, true),
    may(others, true),
    may('registrar', true),
    may('desk', true),
    may('analyst', true),
    may('integrator', true),
  ];
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
