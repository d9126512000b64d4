import { ruleSubgraph } from '../linter/contract.ts';
import { hasDirective, objectTypes } from '../linter/definitions.ts';
import { placeOf, type Rule } from '../linter/finding.ts';

/** No subgraph but the rule's uses @requires: a department that waits for another fails with it, and the plan gets a stage deeper. */
export const departmentsRequireNothing: Rule = (subgraphs) =>
  subgraphs
    .filter(({ name }) => name !== ruleSubgraph)
    .flatMap(({ name, document }) =>
      objectTypes(document).flatMap((type) =>
        (type.fields ?? [])
          .filter((field) => hasDirective(field, 'requires'))
          .map((field) => ({
            rule: 'departments-require-nothing',
            at: placeOf(field),
            found: `${name} computes ${type.name.value}.${field.name.value} from fields that others own.`,
            cure: `Answer it from ${name}'s own data, or move the field to ${ruleSubgraph}.`,
          })),
      ),
    );
