import type { GraphQLDataSource } from '@apollo/gateway';
import { type DocumentNode, Kind } from 'graphql';
import type { Log } from '../../observe/log.ts';
import type { Contacts } from '../../supergraph/contacts.ts';
import type { ShapeReader } from '../../upstream/answer-shape.ts';
import type { Department } from '../../upstream/ask-department.ts';
import { createAskKeys } from '../../upstream/ask-keys.ts';
import { createAskWhose } from '../../upstream/ask-whose.ts';
import type { Asked, Failure } from '../../upstream/cache/ask-call.ts';
import type { Tally } from '../../upstream/cache/tally.ts';
import { personOf } from '../../upstream/credentials.ts';
import { departmentError, isPassedOn } from '../../upstream/department-errors.ts';
import { isRefusal } from '../../upstream/resilience/department-guard.ts';
import type { EngineRequest } from '../engine.ts';

/** What the data source needs to know of the request it works for. */
export interface FetchContext
  extends Pick<EngineRequest, 'forwardedAuthorization' | 'requestId' | 'signal' | 'viewer'> {
  readonly operation: EngineRequest['kind'];
  readonly freshness: 'cached' | 'fresh';
  readonly tally: Tally;
}

/** The subgraph's name, how to ask it, what its answers look like, whom to name when it fails. */
export interface DataSourceParts {
  readonly subgraph: string;
  readonly department: Department;
  readonly shapes: ShapeReader;
  readonly contacts: Contacts;
  readonly log: Log;
}

/**
 * What @apollo/gateway fetches through: one department, whose failures become null edges plus errors (settleAnswer).
 * Paths begin at the root of the fetch; Apollo turns `_entities` indices into the client's path.
 */
export function createDataSource(parts: DataSourceParts): GraphQLDataSource<FetchContext> {
  const { subgraph, department, shapes, contacts, log } = parts;
  const askKeys = createAskKeys(shapes.schema, subgraph);
  const askWhose = createAskWhose(subgraph);
  return {
    async process(options) {
      const { operationName, variables = {} } = options.request;
      if (!('incomingRequestContext' in options) || options.document === undefined)
        throw new Error(`The data source of ${subgraph} was asked for something else than a planned fetch.`);
      const { document: planned, context } = options;
      const representations = variables.representations ?? null;
      const fetch = { document: planned, query: options.request.query ?? '' };
      const keyed = askKeys(fetch, representations ?? []);
      const { document, query, whose } = askWhose(keyed, variables, context.viewer);
      const kind = kindOf(planned);
      // Keys that are only compared are no part of the shape, and no error is about them.
      const expected = { schema: shapes.schema, shape: shapes(planned), keys: keyed.keys, whose };
      const question = { ...expected, variables, representations };
      const person = personOf({ kind, representations }, context.viewer);
      const call = { kind, query, operationName, variables, document, person, ...context };
      const asked = await department.ask(call, question);
      logFailure(asked.failure, context.requestId);
      logStated(asked, context.requestId);
      const owner = { name: subgraph, contact: contacts(subgraph), kind };
      const errors = asked.problems.map((problem) => departmentError(problem, owner));
      return errors.length === 0 ? { data: asked.data } : { data: asked.data, errors };
    },
  };

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
