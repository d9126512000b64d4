import { contractInterfaces } from '../linter/contract.ts';
import { fieldsOf, hasDirective, implementsInterface, objectTypes } from '../linter/definitions.ts';
import { type Finding, placeOf, type Rule } from '../linter/finding.ts';

const directives = ['policy', 'authenticated', 'requiresScopes'];
const roots = ['Query', 'Mutation', 'Subscription'];

/** What everybody who sees a department's edge may see of it; why it is not passed is not among that. */
const basic = Object.keys(contractInterfaces.DepartmentClearance).filter((name) => name !== 'reasons');

/**
 * Every field of a root, every contribution to Student, and every field of a department's type beyond outcome, passed,
 * version, asOf and contact says itself who may read it (`@policy`, `@authenticated`, `@requiresScopes`), so that nobody
 * adds one that is open by default.
 */
export const fieldsCarryRules: Rule = (subgraphs) =>
  subgraphs.flatMap(({ document }): Finding[] => {
    const departments = objectTypes(document).filter((type) =>
      implementsInterface(type, 'DepartmentClearance'),
    );
    const bound = [
      ...roots.map((typeName) => ({ typeName, open: [] as readonly string[] })),
      { typeName: 'Student', open: ['id'] },
      ...departments.map(({ name }) => ({ typeName: name.value, open: basic })),
    ];
    return bound.flatMap(({ typeName, open }) =>
      fieldsOf(document, typeName)
        .filter((field) => !open.includes(field.name.value) && !hasDirective(field, 'external'))
        .filter((field) => !directives.some((name) => hasDirective(field, name)))
        .map((field) => ({
          rule: 'fields-carry-rules',
          at: placeOf(field),
          found: `${typeName}.${field.name.value} does not say who may read it.`,
          cure: 'Write @policy(policies: [["self"], ["registrar"], …]) on it, or [["public"]] where everybody may.',
        })),
    );
  });
