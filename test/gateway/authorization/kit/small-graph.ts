import { buildASTSchema, parse } from 'graphql';

const directives = `
  directive @policy(policies: [[String!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
  directive @authenticated on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
  directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
`;

const edge = '@policy(policies: [["self"], ["registrar"], ["staff"]])';
const detail = '@policy(policies: [["self"], ["registrar"], ["staff:library"]])';

/** A supergraph with every kind of place that the rules meet: lists of all nullabilities, unions, interfaces, types as a whole. */
export const smallSdl = `${directives}
  type Query {
    clearance(studentId: ID): Student ${edge}
    student(id: ID!): Student ${edge}
    students(first: Int! = 10): StudentConnection! @policy(policies: [["registrar"], ["staff"]])
    form(serial: ID!): Form @policy(policies: [["self"], ["registrar"], ["desk"]])
    things(studentId: ID): [Thing!] ${edge}
    mixed: [Thing] ${edge}
    named: Named ${edge}
    search(input: SearchInput): [Student] ${edge}
    site: Site! @policy(policies: [["public"]])
    verify(serial: ID!): Verification @policy(policies: [["public"]])
    count: Int @authenticated
    scoped: Int @requiresScopes(scopes: [["registrar"], ["scope:x"]])
    both: Int @policy(policies: [["registrar", "desk"]])
    forgotten: Int
  }
  type Mutation {
    submit(input: SubmitInput!): SubmitPayload @policy(policies: [["self"]])
    pay(studentId: ID!): Student @policy(policies: [["staff:finance"]])
    favorite(on: Boolean!): Boolean @authenticated
  }
  input SearchInput { studentId: ID nested: SearchInput many: [SearchInput!] }
  input SubmitInput { studentId: ID key: String }
  union Thing = Student | Form | Note
  union SubmitPayload = Submitted | Problem
  interface Named { name: String secret: String! ${detail} }
  type Submitted { submission: Submission! replayed: Boolean! }
  type Problem { code: String! }
  type StudentConnection { nodes: [Student!]! edges: [StudentEdge] }
  type StudentEdge { cursor: String! node: Student }
  type Student implements Named {
    id: ID!
    name: String ${edge}
    secret: String! @policy(policies: [["registrar"]])
    library: Library ${edge}
    finance: Finance ${edge}
    submission: Submission @policy(policies: [["self"], ["registrar"]])
    friends: [Student!] ${edge}
    buddies: [Student] ${edge}
    groups: [[Student!]] ${edge}
    grid: [[Student]] ${edge}
    favourite: Thing ${edge}
  }
  type Library {
    passed: Boolean
    outcome: String!
    fee: Int! ${detail}
    label: String ${detail}
    stays: [Stay!]! ${detail}
    visits: [Stay]
    desk: Desk!
  }
  type Stay { id: ID! room: String! @policy(policies: [["self"], ["registrar"]]) }
  type Desk { place: String! @policy(policies: [["registrar"]]) phone: String }
  type Finance { owed: Int @policy(policies: [["self"], ["staff:finance"]]) ledger: Ledger }
  type Ledger @policy(policies: [["registrar"]]) { rows: [String!]! }
  type Form { title: String submission: Submission! }
  type Submission { serial: ID! student: SubmittedStudent! }
  type SubmittedStudent { studentId: ID! name: String }
  type Note implements Named { name: String secret: String! text: String @policy(policies: [["registrar"], ["staff"]]) }
  type Verification { verdict: String! studentId: ID name: String }
  type Site { title: String! code: Secret hours: [String!]! hidden: Hidden }
  type Hidden @authenticated { text: String! }
  scalar Secret @policy(policies: [["registrar"]])
`;

/** Its API schema. */
export const smallSchema = buildASTSchema(parse(smallSdl));

type Source = Record<string, unknown>;

/** Three students who are each other's friends; whatever is about one holds the number in its texts. */
export function smallData(): Source {
  const student = (id: string): Source => {
    const submission = {
      __typename: 'Submission',
      serial: `serial-${id}`,
      student: { studentId: id, name: `frozen-${id}` },
    };
    const stays = [1, 2].map((n) => ({ id: `stay-${n}-${id}`, room: `room-${id}` }));
    return {
      __typename: 'Student',
      id,
      name: `name-${id}`,
      secret: `secret-${id}`,
      library: {
        passed: true,
        outcome: `outcome-${id}`,
        fee: 7,
        label: `label-${id}`,
        stays,
        visits: stays,
        desk: { place: 'hall', phone: '12' },
      },
      finance: { owed: 3, ledger: { rows: [`row-${id}`] } },
      submission,
    };
  };
  const all = ['S1', 'S2', 'S3'].map(student);
  const [first = {}, second = {}, third = {}] = all;
  const form = (one: Source): Source => ({
    __typename: 'Form',
    title: `form-${one.id}`,
    submission: one.submission,
  });
  const note = { __typename: 'Note', name: 'note', secret: 'note-secret', text: 'text' };
  for (const one of all) {
    one.friends = all;
    one.buddies = all;
    one.groups = [[one], [first, second]];
    one.grid = [[one, third], [second]];
    one.favourite = one === first ? form(second) : first;
  }
  const byId = (id: unknown) => all.find((one) => one.id === id) ?? null;
  return {
    clearance: ({ studentId }: Source) => byId(studentId ?? 'S1'),
    student: ({ id }: Source) => byId(id),
    students: { nodes: all, edges: all.map((node) => ({ cursor: `c-${node.id}`, node })) },
    form: ({ serial }: Source) => form(byId(serial) ?? first),
    things: [first, form(first), note],
    mixed: [first, form(second), note, second],
    named: first,
    search: [first, second],
    site: { title: 'site', code: 'code', hours: ['8'], hidden: { text: 'hidden' } },
    verify: { verdict: 'VALID', studentId: null, name: null },
    count: 1,
    scoped: 1,
    both: 1,
    forgotten: 1,
    submit: { __typename: 'Submitted', submission: first.submission, replayed: false },
    pay: ({ studentId }: Source) => byId(studentId),
    favorite: true,
  };
}
