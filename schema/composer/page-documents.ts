import type { DepartmentEdge } from './manifest.ts';

/**
 * The document of the card: each department's edge with its verdict, in the order of the page, then `passed`.
 * The order is a promise to clients, so nothing is sorted here.
 */
export function clearanceDocument(departments: readonly DepartmentEdge[]): string {
  const edges = departments.map(
    ({ field, type }) => `    ${field} {\n      ...${verdictFragmentName(type)}\n    }\n`,
  );
  return `query Clearance($studentId: ID) {
  clearance(studentId: $studentId) {
${edges.join('')}    passed
  }
}
`;
}

/** One fragment for each department with the fields of interface DepartmentClearance: `LibraryVerdict` and so on. */
export function departmentFragments(departments: readonly DepartmentEdge[]): string {
  return departments.map(({ type }) => verdictFragment(type)).join('\n');
}

function verdictFragmentName(type: string): string {
  return `${type.replace(/Clearance$/, '')}Verdict`;
}

// A fragment on each concrete type and not one on the interface: a planner expands an interface into every
// implementation before it can cut, and a document should not grow with departments it does not show.
function verdictFragment(type: string): string {
  return `fragment ${verdictFragmentName(type)} on ${type} {
  outcome
  passed
  reasons {
    code
    text {
      zh
      en
    }
    action {
      zh
      en
    }
    where {
      zh
      en
    }
    phone {
      display
      uri
    }
    url
  }
  version
  asOf
  contact {
    unitName {
      zh
      en
    }
    phones {
      display
      uri
    }
  }
}
`;
}
