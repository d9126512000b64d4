import { Kind } from 'graphql';
import { placeOf, type Rule } from '../linter/finding.ts';

/** DepartmentCode is a scalar: an enum used as input and output would have to be identical everywhere, so that a new department would change every subgraph. */
export const departmentCodeIsScalar: Rule = (subgraphs) =>
  subgraphs.flatMap(({ document }) =>
    document.definitions
      .filter((node) => 'name' in node && node.name?.value === 'DepartmentCode')
      .filter((node) => node.kind !== Kind.SCALAR_TYPE_DEFINITION)
      .map((node) => ({
        rule: 'department-code-is-scalar',
        at: placeOf(node),
        found: 'DepartmentCode is not a scalar.',
        cure: 'Write "scalar DepartmentCode"; which codes exist is configuration.',
      })),
  );
