const DOCUMENT = `mutation ($input: SubmitClearanceInput!) { submitClearance(input: $input) {
  __typename
  ... on ClearanceSubmitted { replayed submission { ...Form } }
  ... on ClearanceAlreadySubmitted { submission { ...Form } }
  ... on ClearanceNotEligible { departments { ...Blocker } }
  ... on DepartmentsUnavailable { departments { ...Blocker } }
  ... on VerdictChanged { departments { code } }
  ... on ClearanceWindowClosed { opensAt closesAt }
  ... on StudentNotOnRoster { contact { code phones { display } } }
  ... on Problem { code message { zh en } retryable retryAfterMs }
} }
fragment Form on ClearanceSubmission {
  serial edition submittedAt state
  student { studentId name gender grade college major enrollmentDate leaveType classYear }
  departments { contact { code unitName { zh } phones { display } } outcome version readAt }
}
fragment Blocker on SubmissionBlocker {
  contact { code phones { display } } outcome version reasons { code text { zh en } action { zh en } phone { display } }
}`;

/** What a call of `submitClearance` answered. */
export interface SubmitAnswer {
  readonly status: number;
  /** The payload, null where there is none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into payloads of any member, and fail where it is another
  readonly payload: any;
  readonly codes: readonly string[];
  /** Milliseconds from request to body. */
  readonly took: number;
}

/** Calls `submitClearance` at a GraphQL address, the gateway's or the clearance subgraph's. */
export async function submitAt(
  url: string,
  authorization: string | undefined,
  input: object,
  headers: Record<string, string> = {},
): Promise<SubmitAnswer> {
  const began = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(authorization !== undefined && { authorization }),
      ...headers,
    },
    body: JSON.stringify({ query: DOCUMENT, variables: { input } }),
  });
  const { data, errors = [] } = (await response.json()) as {
    data?: { submitClearance: unknown } | null;
    errors?: { extensions?: { code?: string } }[];
  };
  return {
    status: response.status,
    payload: data?.submitClearance ?? null,
    codes: errors.map(({ extensions }) => extensions?.code ?? 'none'),
    took: performance.now() - began,
  };
}

let made = 0;

/** An idempotency key that no other call of this test process has. */
export function newKey(): string {
  return `test-key-${process.pid}-${String(++made).padStart(8, '0')}`;
}
