import type { GraphQLDataSource } from '@apollo/gateway';
import { cloneJson } from '../../upstream/cache/cached-value.ts';
import type { Representation } from '../../upstream/settle-answer.ts';
import type { FetchContext, SubgraphFetcher } from '../planned-fetch.ts';

/**
 * What @apollo/gateway fetches through. Paths begin at the root of the fetch; Apollo turns `_entities` indices into the
 * client's path. It merges into what it is given, hence the copy.
 */
export function createDataSource(
  subgraph: string,
  fetcher: SubgraphFetcher,
): GraphQLDataSource<FetchContext> {
  return {
    async process(options) {
      const { operationName, query = '' } = options.request;
      if (!('incomingRequestContext' in options) || options.document === undefined)
        throw new Error(`The data source of ${subgraph} was asked for something else than a planned fetch.`);
      const { document, context } = options;
      const { representations = null, ...variables } = options.request.variables ?? {};
      const planned = {
        document,
        query,
        operationName,
        variables,
        representations: representations as readonly Representation[] | null,
      };
      const { data, problems } = await fetcher.fetch(planned, context);
      const errors = problems.map((problem) => fetcher.errorOf(problem, planned));
      return { data: cloneJson(data), ...(errors.length > 0 && { errors }) };
    },
  };
}
