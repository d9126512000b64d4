import { scalars } from '../../../subgraphs/kit/graph/scalars.ts';
import {
  type BenchStudent,
  type Department,
  departments,
  type Outcome,
  studentById,
  students,
  VERSION,
} from '../students.ts';

/** What stands in a representation that the clearance subgraph is sent: its `@requires`. */
type Representation = { readonly id: string } & {
  readonly [Name in Department]?: { readonly outcome: Outcome } | null;
};

/** A department that answers from memory, with the contract's own types. */
export function departmentResolvers(department: Department): object {
  return {
    ...scalars,
    Student: {
      __resolveReference: ({ id }: { id: string }) => (studentById.has(id) ? { id } : null),
      [department]: ({ id }: { id: string }) => itemOf(studentById.get(id), department),
    },
  };
}

/** The registry from memory: one student, or the head of the roster. */
export function registryResolvers(): object {
  const found = ({ id }: { id: string }) => studentById.get(id) ?? null;
  return {
    ...scalars,
    Query: {
      clearance: (_parent: unknown, { studentId }: { studentId: string }) => found({ id: studentId }),
      student: (_parent: unknown, { id }: { id: string }) => found({ id }),
      students: (_parent: unknown, { first }: { first: number }) => {
        const nodes = students.slice(0, first);
        const pageInfo = { hasNextPage: true, hasPreviousPage: false, startCursor: null, endCursor: null };
        return { nodes, edges: nodes.map((node) => ({ cursor: node.id, node })), pageInfo };
      },
    },
    Student: { __resolveReference: found },
  };
}

/** The clearance subgraph: the overall rule over what the gateway brought. */
export function clearanceResolvers(): object {
  return {
    ...scalars,
    Student: {
      __resolveReference: (representation: Representation) => representation,
      passed: (student: Representation) => passes(departments.map((name) => student[name]?.outcome)),
    },
  };
}

/** The same for a gateway that cannot bring `@requires`: it knows the outcomes itself. */
export function knowingClearanceResolvers(): object {
  return {
    ...scalars,
    Student: {
      __resolveReference: ({ id }: { id: string }) => studentById.get(id) ?? null,
      passed: ({ outcomes }: BenchStudent) => passes(departments.map((name) => outcomes[name])),
    },
  };
}

function itemOf(student: BenchStudent | undefined, department: Department) {
  if (student === undefined) return null;
  const outcome = student.outcomes[department];
  return { outcome, passed: outcome === 'PASSED', version: VERSION };
}

function passes(outcomes: readonly (Outcome | undefined)[]): boolean | null {
  if (outcomes.includes('NOT_PASSED')) return false;
  return outcomes.every((outcome) => outcome === 'PASSED') ? true : null;
}
