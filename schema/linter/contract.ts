/** The subgraph that holds the overall rule; the only one that may require what others own. */
export const ruleSubgraph = 'clearance';

/** The most items a connection may give at once. */
export const largestPage = 500;

/** Types that are meant to differ between subgraphs: roots, and the enum to which each department adds reasons. */
export const typesThatDiffer: ReadonlySet<string> = new Set([
  'Query',
  'Mutation',
  'Subscription',
  'ReasonCode',
]);

/** The fields of the interfaces that every subgraph declares alike: field name to type, as SDL writes it. */
export const contractInterfaces = {
  DepartmentClearance: {
    outcome: 'ClearanceOutcome!',
    passed: 'Boolean',
    reasons: '[VerdictReason!]!',
    version: 'String!',
    asOf: 'DateTime!',
    contact: 'DepartmentContact!',
  },
  Problem: {
    code: 'String!',
    message: 'LocalizedText!',
    retryable: 'Boolean!',
    retryAfterMs: 'Int',
  },
} satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;
