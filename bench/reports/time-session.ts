import { startSessionGateway } from '../../test/web/kit/session-gateway.ts';
import { at } from '../peak/percentile.ts';
import { trustedId } from '../peak/trusted-ids.ts';
import { PAGE_DOCUMENTS } from './page-documents.ts';
import type { ServedClass } from './served-class.ts';

const ANALYST = 'SAMPLE-ANALYST-1';
const RUNS = 50;
const WARM_UPS = 5;
/** A person may ask 100 times a second in the long run; a reader who reloads all the time would be told to wait. */
const REST_MS = 60;

/**
 * Times what the page `/reports` waits for as a browser does: trusted documents, in the session of an analyst, through a gateway in a
 * process of its own; prints it, with what the registry was asked meanwhile (for the analyst's roles: reports ask nobody).
 */
export async function timeInSession(served: ServedClass): Promise<void> {
  const gateway = await startSessionGateway(served.url);
  try {
    const cookie = await gateway.logIn(ANALYST);
    const bodies = PAGE_DOCUMENTS.map((name) =>
      JSON.stringify({ documentId: trustedId(name), variables: variablesOf(name) }),
    );
    const times: number[] = [];
    const before = served.requests();
    for (let run = -WARM_UPS; run < RUNS; run += 1) {
      const began = performance.now();
      await Promise.all(bodies.map((body) => ask(gateway.url, cookie, body)));
      if (run >= 0) times.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, REST_MS));
    }
    console.log(
      `  the page, through the gateway in a session: p50 ${at(times, 0.5).toFixed(1)} ms, p95 ${at(times, 0.95).toFixed(1)} ms; ` +
        `${served.requests() - before} requests to the registry for roles`,
    );
  } finally {
    await gateway.end();
  }
}

function variablesOf(name: (typeof PAGE_DOCUMENTS)[number]): object {
  if (name === 'ReportClasses') return {};
  if (name === 'ReportTrend') return { filter: {}, interval: 'DAY' };
  return name === 'ReportReasons' ? { filter: {}, first: 10 } : { filter: {} };
}

async function ask(url: string, cookie: string, body: string): Promise<void> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-client-name': 'web', cookie },
    body,
  });
  const { errors } = (await response.json()) as { errors?: unknown };
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
}
