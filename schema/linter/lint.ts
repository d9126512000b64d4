import { connectionsBounded } from '../rules/connections-bounded.ts';
import { departmentCodeIsScalar } from '../rules/department-code-is-scalar.ts';
import { departmentsImplementContract } from '../rules/departments-implement-contract.ts';
import { departmentsRequireNothing } from '../rules/departments-require-nothing.ts';
import { describedInBothLanguages } from '../rules/described-in-both-languages.ts';
import { everythingDescribed } from '../rules/everything-described.ts';
import { fieldsCarryRules } from '../rules/fields-carry-rules.ts';
import { interfacesMatchContract } from '../rules/interfaces-match-contract.ts';
import { lookupsFindByKey } from '../rules/lookups-find-by-key.ts';
import { mutationsGivePayloadUnions } from '../rules/mutations-give-payload-unions.ts';
import { mutationsTakeOneInput } from '../rules/mutations-take-one-input.ts';
import { queryListsAreConnections } from '../rules/query-lists-are-connections.ts';
import { sharedTypesIdentical } from '../rules/shared-types-identical.ts';
import { studentContributionsNullable } from '../rules/student-contributions-nullable.ts';
import { subgraphNamesContact } from '../rules/subgraph-names-contact.ts';
import type { Finding, LintedSubgraph, Rule } from './finding.ts';

/** Every rule of the schema contract, by the name its findings carry, which is also its file's name. */
export const rules: Readonly<Record<string, Rule>> = {
  'connections-bounded': connectionsBounded,
  'department-code-is-scalar': departmentCodeIsScalar,
  'departments-implement-contract': departmentsImplementContract,
  'departments-require-nothing': departmentsRequireNothing,
  'described-in-both-languages': describedInBothLanguages,
  'everything-described': everythingDescribed,
  'fields-carry-rules': fieldsCarryRules,
  'interfaces-match-contract': interfacesMatchContract,
  'lookups-find-by-key': lookupsFindByKey,
  'mutations-give-payload-unions': mutationsGivePayloadUnions,
  'mutations-take-one-input': mutationsTakeOneInput,
  'query-lists-are-connections': queryListsAreConnections,
  'shared-types-identical': sharedTypesIdentical,
  'student-contributions-nullable': studentContributionsNullable,
  'subgraph-names-contact': subgraphNamesContact,
};

/** Every breach of the contract in these subgraphs, rule by rule; empty when they keep it. */
export function lintSubgraphs(subgraphs: readonly LintedSubgraph[]): Finding[] {
  return Object.values(rules).flatMap((rule) => rule(subgraphs));
}
