import type { Pool } from 'undici';
import { type Department, departments } from './standing.ts';
import { trustedId } from './trusted-ids.ts';
import type { AnsweredStudent } from './truth.ts';

/** What came back for one read. */
export type ReadAnswer =
  | {
      readonly kind: 'student';
      readonly student: AnsweredStudent;
      readonly isWhole: boolean;
      readonly cache: CacheUse;
    }
  | { readonly kind: 'shed' }
  | { readonly kind: 'error'; readonly what: string };

/** Of the departments' values. */
interface CacheUse {
  readonly hits: number;
  readonly looked: number;
}

/** The pages' documents for reading. */
export type PageDocument = 'ClearancePage' | 'Clearance';

interface Body {
  readonly data?: { readonly clearance?: AnsweredStudent | null } | null;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
  readonly extensions?: { readonly cache?: Partial<Record<Department, { hits: number; misses: number }>> };
}

const bodies = new Map<PageDocument, string>();

/** Asks as the page does, by the document's id; never rejects. */
export async function ask(gateway: Pool, document: PageDocument, authorization: string): Promise<ReadAnswer> {
  const sent = bodies.get(document) ?? JSON.stringify({ documentId: trustedId(document) });
  bodies.set(document, sent);
  try {
    const { statusCode, body } = await gateway.request({
      method: 'POST',
      path: '/graphql',
      headers: { 'content-type': 'application/json', 'x-client-name': 'web', authorization },
      body: sent,
    });
    const text = await body.text();
    if (statusCode === 503) return { kind: 'shed' };
    return statusCode === 200
      ? read(JSON.parse(text) as Body)
      : { kind: 'error', what: `status ${statusCode}` };
  } catch (error) {
    return { kind: 'error', what: (error as { code?: string }).code ?? 'no answer' };
  }
}

function read({ data, errors, extensions }: Body): ReadAnswer {
  const student = data?.clearance;
  if (!student)
    return { kind: 'error', what: `no page: ${errors?.[0]?.extensions?.code ?? 'null without an error'}` };
  const isWhole = departments.every((department) => student[department] != null);
  const rows = departments.flatMap((department) => extensions?.cache?.[department] ?? []);
  const hits = rows.reduce((sum, row) => sum + row.hits, 0);
  const looked = rows.reduce((sum, row) => sum + row.hits + row.misses, 0);
  return { kind: 'student', student, isWhole, cache: { hits, looked } };
}
