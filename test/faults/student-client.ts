import { Agent, request } from 'undici';
import { authorizationFor } from '../kit/service-tokens.ts';
import type { CallAnswer, CallLine } from './history.ts';
import { monotonic } from './monotonic.ts';
import type { Serving } from './serving.ts';

/** What a student calls with. */
export interface Attempt {
  readonly student: string;
  readonly key: string;
  /** Whether the input names the student; a key used both ways is used for two things. */
  readonly named?: boolean;
}

/** Submits as a student would, and records what came of it. */
export type Submit = (serving: Pick<Serving, 'name' | 'url'>, attempt: Attempt) => Promise<CallLine>;

/** Far beyond any deadline: then nothing will come. */
const GIVE_UP_MS = 30_000;

const MUTATION = `mutation ($input: SubmitClearanceInput!) { submitClearance(input: $input) {
  __typename
  ... on ClearanceSubmitted { replayed submission { serial } }
  ... on ClearanceAlreadySubmitted { submission { serial } }
  ... on ClearanceNotEligible { departments { contact { code } } }
} }`;

/**
 * A client with connections of its own: one for each call under way.
 *
 * @param keyFile the services' key, by which it calls as the gateway does for a student
 */
export function createStudentClient(
  keyFile: string,
  record: (line: CallLine) => void,
): { readonly submit: Submit; readonly close: () => Promise<void> } {
  const agent = new Agent({
    connections: null,
    pipelining: 1,
    headersTimeout: GIVE_UP_MS,
    bodyTimeout: GIVE_UP_MS,
  });
  let calls = 0;
  const submit: Submit = async ({ name, url }, { student, key: idempotencyKey, named = false }) => {
    const rest = named ? { studentId: student } : {};
    const person = { kind: 'person', sub: student, role: 'student' } as const;
    const authorization = await authorizationFor('clearance', person, keyFile);
    const headers = { 'content-type': 'application/json', authorization };
    const body = JSON.stringify({ query: MUTATION, variables: { input: { ...rest, idempotencyKey } } });
    const id = ++calls;
    const start = monotonic();
    const answer = await request(url, { method: 'POST', headers, body, dispatcher: agent })
      .then(async (response) => answerOf(await response.body.json()))
      .catch((): CallAnswer => ({ type: 'lost' }));
    const input = JSON.stringify(rest);
    const about = { student, key: idempotencyKey, input, start, end: monotonic(), answer };
    const line: CallLine = { kind: 'call', id, process: name, ...about };
    record(line);
    return line;
  };
  return { submit, close: () => agent.destroy() };
}

interface Payload {
  readonly __typename: string;
  readonly replayed?: boolean;
  readonly submission?: { readonly serial: string };
  readonly departments?: readonly { readonly contact: { readonly code: string } }[];
}

function answerOf(body: unknown): CallAnswer {
  const { data, errors } = body as {
    data?: { submitClearance?: Payload | null } | null;
    errors?: readonly { extensions?: { code?: string } }[];
  };
  const payload = data?.submitClearance;
  if (!payload) return { type: 'error', code: errors?.[0]?.extensions?.code ?? 'none' };
  const { __typename: type, replayed = false, departments = [] } = payload;
  const serial = payload.submission?.serial ?? '';
  if (type === 'ClearanceSubmitted') return { type, serial, replayed };
  if (type === 'ClearanceAlreadySubmitted') return { type, serial };
  if (type === 'ClearanceNotEligible')
    return { type, failing: departments.map(({ contact }) => contact.code) };
  return { type };
}
