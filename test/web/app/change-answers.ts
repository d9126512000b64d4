import type { Page } from 'playwright-core';
import { SubmitClearanceDocument } from '../../../web/graph.generated/graphql.ts';
import { untilShown } from './open-page.ts';
import type { SubmitPayload } from './submit-payloads.ts';

/** An answer of the graph, which a test may change; what it asks for is the test's to know. */
// biome-ignore lint/suspicious/noExplicitAny: answers have any shape
type GraphAnswer = any;

/** Changes the graph's answers before the page sees them, and lets nothing come by itself. */
export async function changeAnswers(page: Page, change: (answer: GraphAnswer) => void): Promise<void> {
  await page.route('**/graphql/stream', (route) => route.abort());
  await page.route('**/graphql', async (route) => {
    const response = await route.fetch();
    const answer = await response.json();
    change(answer);
    await route.fulfill({ response, json: answer });
  });
}

/** Loads the page again, then answers every submission with `payload` and lets nothing come by itself; how often it was asked. */
export async function answerSubmissions(page: Page, payload: SubmitPayload): Promise<() => number> {
  let asked = 0;
  await page.route('**/graphql/stream', (route) => route.abort());
  await page.route('**/graphql', async (route) => {
    const id = String(SubmitClearanceDocument.__meta__?.hash);
    if (!route.request().postData()?.includes(id)) return route.fallback();
    asked += 1;
    return route.fulfill({ json: { data: { submitClearance: payload } } });
  });
  // A stream that is open already would tell how things are in truth.
  await page.reload();
  await untilShown(page);
  return () => asked;
}
