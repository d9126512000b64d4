import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { buildClientSchema, getIntrospectionQuery, parse, validate } from 'graphql';
import { startGraph } from '../../test/gateway/kit/graph.ts';
import { explore, type Found, type Search } from './explore.ts';
import { createMonolith } from './monolith.ts';
import { choices, writeQuery } from './random-query.ts';

/** Random valid queries: the gateway over four departments answers what one server over their resolvers does. */
export async function fuzzQueries(search: Search): Promise<Found> {
  // Who may see what is another matter: here nobody is refused.
  await using graph = await startGraph({ mode: 'open' });
  const { data } = await graph.ask(getIntrospectionQuery());
  const schema = buildClientSchema(data);
  const monolith = createMonolith(schema);
  const property = fc.asyncProperty(choices, async (numbers) => {
    const query = writeQuery(schema, numbers);
    fc.pre(validate(schema, parse(query)).length === 0);
    let answer = await graph.ask(query);
    for (let again = 0; again < 4 && (answer.status === 503 || isLate(answer.errors)); again++)
      answer = await graph.ask(query);
    if (answer.errors[0]?.extensions.code === 'QUERY_TOO_COMPLEX') return;
    const expected = await monolith(query);
    if (answer.errors.length > 0 || !isDeepStrictEqual(answer.data, expected))
      throw new Error(`${query}\ngave ${answer.text}\ninstead of ${JSON.stringify({ data: expected })}`);
  });
  return await explore('queries', property, search);
}

/** A busy machine is no finding. */
function isLate(errors: readonly { extensions: Record<string, unknown> }[]): boolean {
  return errors.some(({ extensions }) => String(extensions.code).startsWith('DEPARTMENT_'));
}
