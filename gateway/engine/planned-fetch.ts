import { type DocumentNode, type GraphQLFormattedError, Kind } from 'graphql';
import type { Log } from '../observe/log.ts';
import type { Contacts } from '../supergraph/contacts.ts';
import type { ShapeReader } from '../upstream/answer-shape.ts';
import type { Department } from '../upstream/ask-department.ts';
import { createAskKeys } from '../upstream/ask-keys.ts';
import { createAskWhose } from '../upstream/ask-whose.ts';
import type { Asked, Failure } from '../upstream/cache/ask-call.ts';
import type { Tally } from '../upstream/cache/tally.ts';
import { personOf } from '../upstream/credentials.ts';
import { departmentError, isPassedOn } from '../upstream/department-errors.ts';
import { isRefusal } from '../upstream/resilience/department-guard.ts';
import type { Problem, Representation } from '../upstream/settle-answer.ts';
import type { EngineRequest } from './engine.ts';
import type { FetchUnderWay } from './explain/explanation.ts';

/** What a fetch needs to know of the request it works for. */
export interface FetchContext
  extends Pick<EngineRequest, 'forwardedAuthorization' | 'requestId' | 'signal' | 'viewer' | 'explanation'> {
  readonly operation: EngineRequest['kind'];
  readonly freshness: 'cached' | 'fresh';
  readonly tally: Tally;
}

/** What a planner says to ask. The same `document` object whenever the same text is asked. */
export interface PlannedFetch {
  readonly document: DocumentNode;
  readonly query: string;
  readonly operationName: string | undefined;
  /** Without representations. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Null: root fields. */
  readonly representations: readonly Representation[] | null;
}

/** What a fetch contributes, not to be changed unless it is `isOwn`: others may be given the same objects. Paths begin at its root. */
export interface FetchedData {
  readonly isOwn?: boolean;
  readonly data: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
}

/** One subgraph as an engine asks it. */
export interface SubgraphFetcher {
  /** Never rejects: failures are nulls and problems. At once where all of it is remembered. */
  fetch(planned: PlannedFetch, context: FetchContext): FetchedData | Promise<FetchedData>;
  /** The error that a client is shown for a problem of a fetch. */
  errorOf(problem: Problem, planned: Pick<PlannedFetch, 'document'>): GraphQLFormattedError;
}

/** The subgraph's name, how to ask it, what its answers look like, whom to name when it fails. */
export interface FetcherParts {
  readonly subgraph: string;
  readonly department: Department;
  readonly shapes: ShapeReader;
  readonly contacts: Contacts;
  readonly log: Log;
}

/** How engines fetch from one department, whose failures become null edges plus problems (settleAnswer). */
export function createFetcher(parts: FetcherParts): SubgraphFetcher {
  const { subgraph, department, shapes, contacts, log } = parts;
  const askKeys = createAskKeys(shapes.schema, subgraph);
  const askWhose = createAskWhose(subgraph);
  return {
    fetch(planned, context) {
      const { operationName, representations } = planned;
      const variables =
        representations === null ? planned.variables : { ...planned.variables, representations };
      const keyed = askKeys(planned, representations ?? []);
      const { document, query, whose } = askWhose(keyed, variables, context.viewer);
      const kind = kindOf(planned.document);
      // Keys that are only compared are no part of the shape, and no error is about them.
      const expected = { schema: shapes.schema, shape: shapes(planned.document), keys: keyed.keys, whose };
      const question = { ...expected, variables, representations };
      const person = personOf({ kind, representations }, context.viewer);
      const call = { kind, query, operationName, variables, document, person, ...context };
      const noted = context.explanation?.fetching(subgraph, planned);
      const asked = department.ask(noted === undefined ? call : { ...call, onSent: noted.sent }, question);
      return asked instanceof Promise
        ? asked.then((later) => ended(later, context, noted))
        : ended(asked, context, noted);
    },
    errorOf: (problem, { document }) =>
      departmentError(problem, { name: subgraph, contact: contacts(subgraph), kind: kindOf(document) }),
  };

  function ended(asked: Asked, { requestId }: FetchContext, noted: FetchUnderWay | undefined): Asked {
    noted?.ended(asked.failure !== null);
    logFailure(asked.failure, requestId);
    if (asked.problems.length > 0) logStated(asked, requestId);
    return asked;
  }

  // A fault that the client is not told in the department's words must be findable in the log.
  function logStated({ problems }: Asked, requestId: string): void {
    const masked = problems.filter(({ cause }) => cause.kind === 'stated' && !isPassedOn(cause.code));
    if (masked.length > 0)
      log.warn({ requestId, department: subgraph, faults: masked.length }, 'department stated a fault');
  }

  function logFailure(failed: Failure, requestId: string): void {
    if (failed === null || failed.failure === 'cancelled') return;
    const { failure, detail } = failed;
    const entry = { requestId, department: subgraph, failure, detail };
    // A department that is left alone was warned of when it failed; thousands of lines a minute tell nothing more.
    if (isRefusal(detail)) log.debug(entry, 'department not asked');
    else log.warn(entry, 'department failed');
  }
}

function kindOf(document: DocumentNode): 'query' | 'mutation' {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return operation?.operation === 'mutation' ? 'mutation' : 'query';
}
