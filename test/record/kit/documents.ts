const CASE = `fragment Case on ReviewCase {
  id serial studentId contact { code unitName { zh } phones { display } } version
  reasons { code text { zh } action { zh } where { zh } phone { display } url }
  openedAt state resolution resolvedBy resolvedAt note
}`;
const REOPENING = `fragment Request on Reopening {
  id serial studentId reason state requestedBy requestedAt decidedBy decidedAt declineReason
}`;
const HANDOVER = 'fragment Handover on DiplomaHandover { handedOverAt desk recordedBy collectedBy }';
const PROBLEM = '... on Problem { code message { zh en } retryable retryAfterMs }';

/** Documents of the record's tests, one root field each. */
export const documents = {
  handOver: `mutation ($input: RecordDiplomaHandoverInput!) { recordDiplomaHandover(input: $input) {
    __typename
    ... on DiplomaHandedOver { handover { ...Handover } submission { serial state diploma { ...Handover } } }
    ... on DiplomaAlreadyHandedOver { handover { ...Handover } }
    ... on FormDoesNotHold { verdict }
    ... on ReviewCasesOpen { cases { ...Case } }
    ${PROBLEM}
  } } ${CASE} ${HANDOVER}`,
  request: `mutation ($input: RequestReopeningInput!) { requestReopening(input: $input) {
    __typename
    ... on ReopeningRequested { reopening { ...Request } }
    ... on ReopeningRefused { inTheWay { ...Request } }
    ${PROBLEM}
  } } ${REOPENING}`,
  confirm: `mutation ($input: ConfirmReopeningInput!) { confirmReopening(input: $input) {
    __typename
    ... on ReopeningConfirmed { reopening { ...Request } submission { serial edition state voidedAt } }
    ... on ReopeningRefused { inTheWay { ...Request } }
    ${PROBLEM}
  } } ${REOPENING}`,
  decline: `mutation ($input: DeclineReopeningInput!) { declineReopening(input: $input) {
    __typename
    ... on ReopeningDeclined { reopening { ...Request } }
    ... on ReopeningRefused { inTheWay { ...Request } }
    ${PROBLEM}
  } } ${REOPENING}`,
  resolve: `mutation ($input: ResolveReviewCaseInput!) { resolveReviewCase(input: $input) {
    __typename
    ... on ReviewCaseResolved { case { ...Case } }
    ... on ReviewCaseNotOpen { closed { ...Case } }
    ${PROBLEM}
  } } ${CASE}`,
  completed: `query ($studentId: ID, $first: Int = 20, $after: String) {
    completedServices(studentId: $studentId, first: $first, after: $after) {
      nodes { serial edition state voidedAt diploma { ...Handover } }
      edges { cursor node { serial } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    } } ${HANDOVER}`,
  detail: `query ($serial: ID!) { completedService(serial: $serial) {
    serial edition submittedAt state serviceName serviceCode voidedAt
    student { studentId name gender grade college major enrollmentDate leaveType classYear }
    departments { contact { code unitName { zh en } phones { display uri } place { zh } } outcome version readAt
      notices { title { zh en } url validFrom validTo } }
    diplomaNotice { zh en } diploma { ...Handover }
  } } ${HANDOVER}`,
  cases: `query ($state: ReviewCaseState, $studentId: ID, $first: Int = 50, $after: String) {
    reviewCases(state: $state, studentId: $studentId, first: $first, after: $after) {
      nodes { ...Case } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    } } ${CASE}`,
  reopenings: `query ($state: ReopeningState, $studentId: ID, $first: Int = 50, $after: String) {
    reopenings(state: $state, studentId: $studentId, first: $first, after: $after) {
      nodes { ...Request } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    } } ${REOPENING}`,
  audit: `query ($filter: AuditLogFilter, $first: Int = 50, $after: String) {
    auditLog(filter: $filter, first: $first, after: $after) {
      nodes { id at actor role action studentId serial detail }
      edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    } }`,
} as const;
