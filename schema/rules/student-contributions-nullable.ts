import { Kind } from 'graphql';
import { fieldsOf } from '../linter/definitions.ts';
import { placeOf, type Rule } from '../linter/finding.ts';

/** Everything a subgraph contributes to Student is nullable, its key excepted: a department that is down nulls its edge, never the student. */
export const studentContributionsNullable: Rule = (subgraphs) =>
  subgraphs
    .flatMap(({ document }) => fieldsOf(document, 'Student'))
    .filter((field) => field.name.value !== 'id' && field.type.kind === Kind.NON_NULL_TYPE)
    .map((field) => ({
      rule: 'student-contributions-nullable',
      at: placeOf(field),
      found: `Student.${field.name.value} cannot be null.`,
      cure: 'Drop the outer "!", so that a failure here does not take the whole student away.',
    }));
