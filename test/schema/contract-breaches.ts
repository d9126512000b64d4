import type { Breach } from './breach.ts';
import { descriptionBreaches } from './description-breaches.ts';

const department = `type LibraryClearance implements DepartmentClearance {
  outcome: ClearanceOutcome!
  passed: Boolean
  reasons: [VerdictReason!]!
  version: String!
  asOf: DateTime!
  contact: DepartmentContact!
}
type Student @key(fields: "id") { id: ID! library: LibraryClearance }`;

const problem = 'code: String! message: LocalizedText! retryable: Boolean! retryAfterMs: Int';

/** At least one breach of every rule; each is found once, by that rule. */
export const breaches: readonly Breach[] = [
  {
    rule: 'student-contributions-nullable',
    claim: 'a contribution that cannot be null',
    subgraphs: {
      library: 'type Student @key(fields: "id") {\n id: ID!\n library: LibraryClearance!\n name: String\n}',
    },
    at: 'library.graphql:3',
    found: 'Student.library',
  },
  {
    rule: 'student-contributions-nullable',
    claim: 'a list that cannot be null, in an extension',
    subgraphs: { clearance: 'extend type Student {\n required: [String!]!\n optional: [String!]\n}' },
    at: 'clearance.graphql:2',
    found: 'Student.required',
  },
  {
    rule: 'departments-implement-contract',
    claim: 'a department type that does not implement the interface',
    subgraphs: { library: department.replace(' implements DepartmentClearance', '') },
    at: 'library.graphql:1',
    found: 'does not implement',
  },
  {
    rule: 'departments-implement-contract',
    claim: 'a field narrower than the contract, which GraphQL itself would allow',
    subgraphs: { library: department.replace('passed: Boolean', 'passed: Boolean!') },
    at: 'library.graphql:3',
    found: 'LibraryClearance.passed is Boolean!',
  },
  {
    rule: 'departments-implement-contract',
    claim: 'a field that is missing',
    subgraphs: { library: department.replace('  version: String!\n', '') },
    at: 'library.graphql:1',
    found: 'no field version',
  },
  ...(
    [
      [
        'a field of Query',
        'type Query {\n open: Int @policy(policies: [["public"]])\n forgotten: Int\n}',
        3,
        'Query.forgotten',
      ],
      ['a mutation in an extension', 'extend type Mutation {\n forgotten: Int\n}', 2, 'Mutation.forgotten'],
      [
        'a contribution to Student',
        'type Student {\n id: ID!\n a: Int @authenticated\n b: Int @external\n c: Int\n}',
        5,
        'Student.c',
      ],
      [
        'a detail of a department',
        'type A implements DepartmentClearance {\n passed: Boolean\n fee: Int\n}',
        3,
        'A.fee',
      ],
      [
        'the reasons of a department',
        'type A implements DepartmentClearance {\n version: String!\n reasons: Int\n}',
        3,
        'A.reasons',
      ],
    ] as const
  ).map(([claim, sdl, line, found]) => ({
    rule: 'fields-carry-rules',
    claim: `${claim} that does not say who may read it`,
    subgraphs: { library: sdl },
    at: `library.graphql:${line}`,
    found,
  })),
  {
    rule: 'interfaces-match-contract',
    claim: 'a Problem without retryAfterMs and with a field of its own',
    subgraphs: { library: `interface Problem { ${problem.replace('retryAfterMs', 'retryIn')} }` },
    at: 'library.graphql:1',
    found: 'lacks retryAfterMs: Int and adds retryIn: Int',
  },
  ...descriptionBreaches,
  ...(
    [
      ['no arguments', ''],
      ['a first that may be left null', '(first: Int = 50, after: String)'],
      ['a first without a default', '(first: Int!, after: String)'],
      ['a default above the largest page', '(first: Int! = 501, after: String)'],
      ['a default of nothing', '(first: Int! = 0, after: String)'],
      ['no after', '(first: Int! = 50)'],
    ] as const
  ).map(([claim, args]) => ({
    rule: 'connections-bounded',
    claim: `a connection with ${claim}`,
    subgraphs: { registry: `type Query {\n students${args}: StudentConnection!\n}` },
    at: 'registry.graphql:2',
    found: 'Query.students',
  })),
  {
    rule: 'query-lists-are-connections',
    claim: 'a bare list at the root',
    subgraphs: { registry: 'type Query {\n one: Student\n all: [Student!]!\n}' },
    at: 'registry.graphql:3',
    found: '[Student!]!',
  },
  {
    rule: 'departments-require-nothing',
    claim: 'a department that requires what another owns, while the rule may',
    subgraphs: {
      clearance: 'type Student { passed: Boolean @requires(fields: "classYear") }',
      finance: 'type Student {\n finance: FinanceClearance @requires(fields: "classYear")\n}',
    },
    at: 'finance.graphql:2',
    found: 'Student.finance',
  },
  {
    rule: 'shared-types-identical',
    claim: 'a shared type with another field',
    subgraphs: { library: 'type Phone { uri: String! }', finance: 'type Phone { uri: String }' },
    at: 'finance.graphql:1',
    found: 'Phone is declared otherwise in finance than in library (library.graphql:1)',
  },
  {
    rule: 'shared-types-identical',
    claim: 'a shared directive, an interface or an enum counts, ReasonCode, Student and the roots do not',
    subgraphs: {
      library:
        'directive @contact(name: String!) on SCHEMA enum ReasonCode { A } type Query { a: Int } type Student @key(fields: "id") { id: ID! a: Int } type FinanceClearance { outcome: Int! passed: Int }',
      finance:
        'directive @contact(name: String) on SCHEMA enum ReasonCode { B } type Query { b: Int } type Student @key(fields: "id") { id: ID! b: Int } type FinanceClearance @external { outcome: Int! }',
    },
    at: 'finance.graphql:1',
    found: '@contact',
  },
  {
    rule: 'shared-types-identical',
    claim: 'a description that differs',
    subgraphs: { library: '"A"\nscalar Date', finance: '"B"\nscalar Date' },
    at: 'finance.graphql:1',
    found: 'Date',
  },
  ...(
    [
      [
        'a payload that cannot be null',
        'type Mutation {\n pay: Pay!\n}\nunion Pay = Paid\ntype Paid { x: Int }',
        2,
        'Pay!',
      ],
      [
        'a payload that is no union',
        'type Mutation {\n pay: Paid\n}\ntype Paid { x: Int }',
        2,
        'not a nullable union',
      ],
      [
        'a payload of problems only',
        `type Mutation { pay: Pay }\nunion Pay = Refused\ntype Refused implements Problem { ${problem} }`,
        2,
        'no success type',
      ],
      [
        'a problem that does not say so',
        `type Mutation { pay: Pay }\nunion Pay = Paid | Refused\ntype Paid { x: Int }\ntype Refused { ${problem} }`,
        4,
        'Refused',
      ],
    ] as const
  ).map(([claim, sdl, line, found]) => ({
    rule: 'mutations-give-payload-unions',
    claim,
    subgraphs: { finance: sdl },
    at: `finance.graphql:${line}`,
    found,
  })),
  ...(
    [
      ['two arguments', '(input: I!, dryRun: Boolean)'],
      ['an argument of another name', '(data: I!)'],
      ['an input that may be null', '(input: I)'],
      ['an input that is a scalar', '(input: ID!)'],
      ['no argument', ''],
    ] as const
  ).map(([claim, args]) => ({
    rule: 'mutations-take-one-input',
    claim: `a mutation with ${claim}`,
    subgraphs: { finance: `input I { x: Int }\ntype Mutation {\n pay${args}: Pay\n}` },
    at: 'finance.graphql:3',
    found: 'Mutation.pay',
  })),
  ...(
    [
      ['no @contact', 'extend schema @link(url: "x")'],
      ['a @contact with a blank name', 'extend schema @contact(name: " ")'],
    ] as const
  ).map(([claim, sdl]) => ({
    rule: 'subgraph-names-contact',
    claim: `a subgraph with ${claim}`,
    subgraphs: { finance: sdl },
    at: 'finance.graphql:1',
    found: 'finance',
  })),
  {
    rule: 'department-code-is-scalar',
    claim: 'codes as an enum',
    subgraphs: { library: 'scalar DepartmentCode', finance: '\nenum DepartmentCode { LIBRARY }' },
    at: 'finance.graphql:2',
    found: 'not a scalar',
  },
  ...(
    [
      [
        'a lookup of a list',
        'find(id: ID!): [Thing] @lookup(key: "id", argument: "id")',
        'not one object or null',
      ],
      [
        'a lookup that is never null',
        'find(id: ID!): Thing! @lookup(key: "id", argument: "id")',
        'not one object or null',
      ],
      [
        'a lookup by no key',
        'find(id: ID!): Thing @lookup(key: "name", argument: "id")',
        'no @key of it here',
      ],
      [
        'a lookup by an argument that is not there',
        'find: Thing @lookup(key: "id", argument: "key")',
        'which it does not have',
      ],
      [
        'a lookup by a number',
        'find(id: Int!): Thing @lookup(key: "id", argument: "id")',
        'which is not an ID',
      ],
      [
        'a lookup that provides something',
        'find(id: ID!): Thing @lookup(key: "id", argument: "id") @provides(fields: "name")',
        'provides what its entity alone',
      ],
    ] as const
  ).map(([claim, field, found]) => ({
    rule: 'lookups-find-by-key',
    claim,
    subgraphs: {
      registry: `type Query {\n  ${field}\n}\ntype Thing @key(fields: "id") { id: ID! name: String }`,
    },
    at: 'registry.graphql:2',
    found,
  })),
];
