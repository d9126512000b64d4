import type { GraphQLDataSource } from '@apollo/gateway';
import { type DocumentNode, Kind } from 'graphql';
import type { Log } from '../observe/log.ts';
import type { Contacts } from '../supergraph/contacts.ts';
import type { ShapeReader } from '../upstream/answer-shape.ts';
import type { DepartmentClient, DepartmentResult } from '../upstream/department-client.ts';
import { departmentError, isPassedOn } from '../upstream/department-errors.ts';
import { type Settled, settleAnswer } from '../upstream/settle-answer.ts';
import type { EngineRequest } from './engine.ts';

/** What the data source needs to know of the request it works for. */
export type FetchContext = Pick<EngineRequest, 'authorization' | 'requestId' | 'signal'>;

/** The subgraph's name, how to reach it, what its answers look like, whom to name when it fails. */
export interface DataSourceParts {
  readonly subgraph: string;
  readonly client: DepartmentClient;
  readonly shapes: ShapeReader;
  readonly contacts: Contacts;
  readonly log: Log;
}

/**
 * What @apollo/gateway fetches through: one department, whose failures become null edges plus errors (settleAnswer).
 * Paths begin at the root of the fetch; Apollo turns `_entities` indices into the client's path.
 */
export function createDataSource(parts: DataSourceParts): GraphQLDataSource<FetchContext> {
  const { subgraph, client, shapes, contacts, log } = parts;
  return {
    async process(options) {
      const { query = '', operationName, variables = {} } = options.request;
      if (!('incomingRequestContext' in options) || options.document === undefined)
        throw new Error(`The data source of ${subgraph} was asked for something else than a planned fetch.`);
      const { document, context } = options;
      const kind = kindOf(document);
      const result = await client.send({ kind, query, operationName, variables, ...context });
      logFailure(result, context.requestId);
      const settled = settleAnswer(result, {
        schema: shapes.schema,
        shape: shapes(document),
        variables,
        representations: variables.representations ?? null,
      });
      logStated(settled, context.requestId);
      const department = { name: subgraph, contact: contacts(subgraph), kind };
      const errors = settled.problems.map((problem) => departmentError(problem, department));
      return errors.length === 0 ? { data: settled.data } : { data: settled.data, errors };
    },
  };

  // A fault that the client is not told in the department's words must be findable in the log.
  function logStated({ problems }: Settled, requestId: string): void {
    const masked = problems.filter(({ cause }) => cause.kind === 'stated' && !isPassedOn(cause.code));
    if (masked.length > 0)
      log.warn({ requestId, department: subgraph, faults: masked.length }, 'department stated a fault');
  }

  function logFailure(result: DepartmentResult, requestId: string): void {
    if (result.kind === 'answered' || result.failure === 'cancelled') return;
    log.warn(
      { requestId, department: subgraph, failure: result.failure, detail: result.detail },
      'department failed',
    );
  }
}

function kindOf(document: DocumentNode): 'query' | 'mutation' {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return operation?.operation === 'mutation' ? 'mutation' : 'query';
}
