/** Four small departments with the plan of the real graph: a roster, two departments, and a rule over both; root fields carry the real rules. */
const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@shareable", "@policy"])';

const anybodyOfUs = '@policy(policies: [["self"], ["registrar"], ["staff"]])';

export const sdl = {
  registry: `${link}
    type Query {
      clearance(studentId: ID): Student ${anybodyOfUs}
      serviceGuide: String @policy(policies: [["public"]])
      students(first: Int! = 50): Students! @policy(policies: [["registrar"], ["staff"]])
    }
    type Students { nodes: [Student!]! }
    type Student @key(fields: "id") { id: ID! name: String classYear: Int }
  `,
  library: `${link}
    type Mutation { cancelLibraryCard(studentId: ID!): Student @policy(policies: [["self"], ["staff:library"]]) }
    type Student @key(fields: "id") { id: ID! library: Library loans: [String!]! }
    type Library { outcome: Outcome! passed: Boolean version: String! books: Int! }
    enum Outcome { PASSED NOT_PASSED UNKNOWN }
  `,
  archives: `${link}
    type Student @key(fields: "id") { id: ID! archives: Archives }
    type Archives { outcome: Outcome! passed: Boolean version: String! }
    enum Outcome { PASSED NOT_PASSED UNKNOWN }
  `,
  clearance: `${link}
    type Student @key(fields: "id") {
      id: ID!
      classYear: Int @external
      library: Library @external
      archives: Archives @external
      passed: Boolean @requires(fields: "classYear library { outcome version } archives { outcome version }")
      outcome: Outcome @requires(fields: "classYear library { outcome version } archives { outcome version }")
    }
    type Library @external { outcome: Outcome! version: String! }
    type Archives @external { outcome: Outcome! version: String! }
    enum Outcome { PASSED NOT_PASSED UNKNOWN }
  `,
} as const;

/** The same, where the registry declares that its root field finds a student by key, as the real one does. */
export const sdlWithLookup: Record<DepartmentName, string> = {
  ...sdl,
  registry: sdl.registry
    .replace('"@policy"]', '"@policy", "@composeDirective"]')
    .replace(
      'type Query {',
      `extend schema
         @link(url: "https://graduate-clearance.example/lookup/v1.0", import: ["@lookup"])
         @composeDirective(name: "@lookup")
       directive @lookup(key: String!, argument: String!, viewers: Boolean! = false) on FIELD_DEFINITION
       type Query {`,
    )
    .replace(
      ': Student @policy',
      ': Student @lookup(key: "id", argument: "studentId", viewers: true) @policy',
    ),
};

export type DepartmentName = keyof typeof sdl;
