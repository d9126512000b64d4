import type { Viewer } from '../../subgraphs/kit/graph/viewer.ts';
import { authorizationFor } from '../../test/kit/service-tokens.ts';
import type { ServedClass } from './served-class.ts';

/** Every field of a report. */
export const REPORT = `query ($filter: ReportFilter, $groupBy: [ReportDimension!]! = []) {
  clearanceReport(filter: $filter, groupBy: $groupBy) {
    generatedAt classYears smallestCount
    model { revision coverage ageSeconds sources { code way coverage heardAt ageSeconds reconciledAt drift } }
    students { count suppressed }
    outcomes { outcome students { count suppressed } }
    departments { code unitName { zh en } outcomes { outcome students { count suppressed } }
      timeToPass { medianHours p90Hours students { count } } mendedInTime { share students { count } } }
    reasons(first: 50) { department code students { count suppressed } }
    funnel { stage blockedBy students { count suppressed } }
    groups { keys { dimension value label { zh en } } students { count suppressed } }
    trend(interval: HOUR) { at students { count } outcomes { outcome students { count } } }
  }
}`;

/** Asks a subgraph as a person. @returns the answer's data, and milliseconds until its last byte */
export async function askAs<Data>(
  { url }: ServedClass,
  name: string,
  viewer: Viewer,
  query: string,
  variables: object = {},
): Promise<{ readonly data: Data; readonly ms: number }> {
  const authorization = await authorizationFor(name, viewer);
  const began = performance.now();
  const response = await fetch(`${url(name)}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return { data, ms: performance.now() - began };
}
