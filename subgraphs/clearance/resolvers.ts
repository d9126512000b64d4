import { scalars } from '../kit/graph/scalars.ts';
import type { Clock } from '../kit/service/clock.ts';
import type { ServiceProfile } from '../kit/service/profile.ts';
import { passedOf } from '../kit/verdict/verdict.ts';
import type { Resolvers } from './schema.generated.ts';
import { type StudentReference, standingOf } from './standing.ts';

/** The clearance subgraph's resolvers: the overall rule over what `@requires` brought. */
export function createClearanceResolvers({ classes }: ServiceProfile, now: Clock): Resolvers {
  const standing = (student: StudentReference) => standingOf(student, classes, now());
  return {
    DepartmentCode: scalars.DepartmentCode,
    Student: {
      __resolveReference: (reference) => reference as StudentReference,
      passed: (student) => passedOf(standing(student).outcome),
      outcome: (student) => standing(student).outcome,
      state: (student) => standing(student).state,
      requiredDepartments: (student) => standing(student).required,
    },
  };
}
