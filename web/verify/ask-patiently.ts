import type { Answer } from '../app/graph/answer.ts';
import { ask } from '../app/graph/ask.ts';
import type { TypedDocumentString } from '../graph.generated/graphql.ts';

/** Nobody stands at a desk longer for a service that is busy; a limit on checks asks for more, and is told. */
const MOST_MS = 5_000;

/** Asks the graph, and once more where it was too busy and named a short wait; never rejects. */
export async function askPatiently<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<Answer<Data>> {
  const answer = await ask(document, variables);
  if (answer.kind !== 'busy' || answer.retryAfterMs > MOST_MS) return answer;
  await new Promise((resolve) => setTimeout(resolve, answer.retryAfterMs));
  return ask(document, variables);
}
