import { type DocumentNode, type GraphQLSchema, Kind } from 'graphql';
import { chooseDocument, type DocumentChoice, type DocumentNamed } from './documents/choose-document.ts';
import type { DocumentPolicy } from './documents/document-policy.ts';
import type { TrustedDocuments } from './documents/trusted-documents.ts';
import type { ErrorCode } from './errors.ts';
import type { DocumentJudge, DocumentJudgement } from './limits/judge-document.ts';
import { findOddity, oddities } from './odd-values.ts';
import type { Rates } from './rates.ts';
import { rootFields } from './root-fields.ts';
import { anonymous, type Viewer } from './viewer.ts';

/** What decides which operations go on. */
export interface OperationGateParts {
  readonly trusted: TrustedDocuments;
  readonly policy: DocumentPolicy;
  readonly judge: DocumentJudge;
  readonly rates: Rates;
  /** The API schema in use, null before the first. */
  readonly apiSchema: () => GraphQLSchema | null;
}

/** An operation as it arrived. */
export interface AskedOperation {
  readonly named: DocumentNamed;
  readonly variables: unknown;
  readonly extensions: unknown;
  readonly viewer: Viewer;
  readonly address: string;
}

/** The document to run, or why not; `retryAfter` in seconds where the caller asks too often. */
export type GateAnswer =
  | Exclude<DocumentChoice, { kind: 'refused' }>
  | {
      readonly kind: 'refused';
      readonly code: ErrorCode;
      readonly message?: string | undefined;
      readonly retryAfter?: number;
    };

/** Decides which operations go on. */
export interface OperationGate {
  /**
   * What is asked of every operation before GraphQL begins: how often its caller came, whether its values can be handled
   * at all, which document it may run, and whether that document stays within limits. A person's submission is not counted.
   */
  readonly admit: (asked: AskedOperation) => Promise<GateAnswer>;
  /** Counts a request of somebody who could not say who they are; null, or seconds to wait. */
  readonly countStranger: (address: string) => Promise<number | null>;
}

/** Has a limiter of its own, in the department that takes it. */
const SUBMISSION = 'submitClearance';

/** A gate over the documents, limits and rates given. */
export function createOperationGate(parts: OperationGateParts): OperationGate {
  const { trusted, policy, judge, rates, apiSchema } = parts;
  return {
    countStranger: (address) => rates.count(anonymous, address),
    async admit(asked) {
      const { named, viewer, address } = asked;
      const maySubmit = viewer.kind === 'person' && mayBeSubmission(named);
      const early = maySubmit ? null : await rates.count(viewer, address);
      if (early !== null) return tooOften(early);
      const choice = choose(asked);
      const judged = judgeChoice(choice, asked);
      const isSubmission = maySubmit && judged?.kind === 'fits' && onlySubmits(judged.document);
      const late = maySubmit && !isSubmission ? await rates.count(viewer, address) : null;
      if (late !== null) return tooOften(late);
      return judged?.kind === 'refused' ? judged : choice;
    },
  };

  function choose({ variables, extensions, named, viewer }: AskedOperation): DocumentChoice {
    const oddity = findOddity(variables) ?? findOddity(extensions);
    if (oddity !== null) return { kind: 'refused', ...oddities[oddity] };
    return chooseDocument(named, viewer, { trusted, policy });
  }

  function judgeChoice(
    choice: DocumentChoice,
    { named, variables }: AskedOperation,
  ): DocumentJudgement | null {
    const schema = apiSchema();
    if (schema === null) return null;
    const values = isRecord(variables) ? variables : {};
    if (choice.kind === 'trusted')
      return judge.trusted({ schema, text: choice.document.text, variables: values });
    return choice.kind === 'free' && typeof named.query === 'string'
      ? judge.free({ schema, text: named.query, variables: values })
      : null;
  }
}

/** Without looking closer: what is none for certain is counted before anything else is done for it. */
function mayBeSubmission({ query, documentId, persistedHash }: DocumentNamed): boolean {
  return documentId !== undefined || persistedHash !== undefined || String(query).includes(SUBMISSION);
}

function onlySubmits(document: DocumentNode): boolean {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  return operations.every(
    (operation) =>
      operation.operation === 'mutation' &&
      rootFields(document, operation).every(({ name }) => name.value === SUBMISSION),
  );
}

function tooOften(retryAfter: number): GateAnswer {
  return { kind: 'refused', code: 'RATE_LIMITED', retryAfter };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
