import {
  ClearancePageDocument,
  type ClearancePageQuery,
  ServiceGuideDocument,
  type ServiceGuideQuery,
} from '../graph.generated/graphql.ts';
import type { Answer } from './graph/answer.ts';
import { ask } from './graph/ask.ts';
import { routeOf } from './route.ts';
import { readSession } from './session.ts';

let guide: Promise<Answer<ServiceGuideQuery>> | null = null;
let clearance: Promise<Answer<ClearancePageQuery>> | null = null;

/** Asks for what the page at `pathname` shows before the rest of the program has arrived. */
export function startFirstAsks(pathname: string): void {
  void readSession();
  guide = ask(ServiceGuideDocument, {});
  if (routeOf(pathname).page === 'clearance') clearance = ask(ClearancePageDocument, {});
}

/** The first answer about guide and site; asked now where it was not. */
export function firstGuide(): Promise<Answer<ServiceGuideQuery>> {
  const first = guide ?? ask(ServiceGuideDocument, {});
  guide = null;
  return first;
}

/** The first answer about the clearance; asked now where it was not. */
export function firstClearance(): Promise<Answer<ClearancePageQuery>> {
  const first = clearance ?? ask(ClearancePageDocument, {});
  clearance = null;
  return first;
}
