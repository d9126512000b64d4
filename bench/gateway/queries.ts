import { createHash } from 'node:crypto';
import { type BenchStudent, departments, students } from './students.ts';

/** One of the measured operations. */
export interface BenchQuery {
  readonly name: 'clearance' | 'list';
  readonly text: string;
  /** What ours is sent in place of the text. */
  readonly documentId: string;
  /** What every gateway must answer, for the caller of this place in the class. */
  readonly dataFor: (student: BenchStudent) => unknown;
  readonly variablesFor: (student: BenchStudent) => object;
}

/** Students of the list; the most that the roster gives at once. */
export const LIST_LENGTH = 500;

const VERDICTS = `${departments.map((department) => `${department} { passed }`).join(' ')} passed`;

// The short query that a user of the API writes by hand, with five verdicts: nearly all of its cost is the gateway's, since
// texts and contacts of the pages' own documents would be copied by everybody alike.
const CLEARANCE = `query Clearance($studentId: ID) { clearance(studentId: $studentId) { ${VERDICTS} } }`;
const LIST = `query List { students(first: ${LIST_LENGTH}) { nodes { id ${VERDICTS} } } }`;

/** One student's own clearance: six fetches in three stages. */
export const clearanceQuery: BenchQuery = {
  name: 'clearance',
  text: CLEARANCE,
  documentId: idOf(CLEARANCE),
  dataFor: (student) => ({ clearance: verdictsOf(student) }),
  variablesFor: ({ id }) => ({ studentId: id }),
};

/** The registrar's list with the verdicts of everybody on it; whoever asks, the answer is the same. */
export const listQuery: BenchQuery = {
  name: 'list',
  text: LIST,
  documentId: idOf(LIST),
  dataFor: () => ({
    students: {
      nodes: students.slice(0, LIST_LENGTH).map((one) => ({ id: one.id, ...verdictsOf(one) })),
    },
  }),
  variablesFor: () => ({}),
};

/** The manifest of trusted documents that ours is given. */
export function manifestText(): string {
  return JSON.stringify(
    Object.fromEntries([clearanceQuery, listQuery].map(({ documentId, text }) => [documentId, text])),
  );
}

function verdictsOf({ outcomes }: BenchStudent): Record<string, unknown> {
  const passes = departments.map((department) => outcomes[department] === 'PASSED');
  return {
    ...Object.fromEntries(departments.map((department, index) => [department, { passed: passes[index] }])),
    passed: passes.every(Boolean),
  };
}

function idOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
