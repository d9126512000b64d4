import { CompletedServiceDocument, CompletedServicesDocument } from '../../graph.generated/graphql.ts';
import type { CompletedService, SubmittedService } from '../../show/graph-types.ts';
import type { NoData } from '../graph/answer.ts';
import { ask } from '../graph/ask.ts';
import { loggedOut } from '../logged-out.ts';

/** 已完成事项, or why they cannot be shown. */
export type CompletedRead =
  | { readonly kind: 'shown'; readonly services: readonly CompletedService[]; readonly next: string | null }
  | { readonly kind: 'fault'; readonly fault: NoData };

/** One submitted service; `absent`: there is none that the reader may see. */
export type ServiceRead =
  | { readonly kind: 'shown'; readonly service: SubmittedService }
  | { readonly kind: 'absent' }
  | { readonly kind: 'fault'; readonly fault: NoData };

/** Reads a page of the reader's submitted services, newest first. */
export async function readCompleted(after: string | null): Promise<CompletedRead> {
  const answer = await ask(CompletedServicesDocument, { first: 20, after });
  if (answer.kind === 'logged-out') loggedOut();
  if (answer.kind !== 'data') return { kind: 'fault', fault: answer };
  const page = answer.data.completedServices;
  if (page === null) return { kind: 'fault', fault: refused(answer.faults) };
  const { hasNextPage, endCursor } = page.pageInfo;
  return { kind: 'shown', services: page.nodes, next: hasNextPage ? endCursor : null };
}

/** Reads one submitted service. */
export async function readService(serial: string): Promise<ServiceRead> {
  const answer = await ask(CompletedServiceDocument, { serial });
  if (answer.kind === 'logged-out') loggedOut();
  if (answer.kind !== 'data') return { kind: 'fault', fault: answer };
  const service = answer.data.completedService;
  if (service !== null) return { kind: 'shown', service };
  const isDown = answer.faults.some(({ extensions }) => extensions?.code?.startsWith('DEPARTMENT_'));
  return isDown ? { kind: 'fault', fault: refused(answer.faults) } : { kind: 'absent' };
}

function refused(faults: readonly { extensions?: { code?: string } }[]): NoData {
  return { kind: 'refused', code: faults[0]?.extensions?.code ?? '' };
}
