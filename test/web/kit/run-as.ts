import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Graph } from '../../kit/graph.ts';

const documents = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../schema/documents/web.json'), 'utf8'),
) as Record<string, string>;

/** An error as far as it says that a department was late. */
interface LateError {
  readonly extensions?: { readonly code?: string };
}

const TRIES = 10;
const LATE = new Set(['DEPARTMENT_TIMEOUT', 'OVERLOADED']);

/**
 * Runs one of the pages' documents as somebody; the test fails on an error. A department or gateway that is late on a busy machine is
 * asked again: what these documents change, they change once.
 */
export async function runAs(
  { graph }: { readonly graph: Graph },
  person: { role: string; sub: string },
  operation: string,
  variables: object,
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape, and fail where it is another
): Promise<any> {
  const id = Object.keys(documents).find((one) =>
    new RegExp(`^(query|mutation) ${operation}\\b`).test(documents[one] ?? ''),
  );
  for (let tries = 1; ; tries += 1) {
    const response = await fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await graph.token(person.role, person.sub)}`,
      },
      body: JSON.stringify({ documentId: id, variables }),
    });
    const { data, errors } = (await response.json()) as { data: unknown; errors?: LateError[] };
    if (errors === undefined) return data;
    const isLate = errors.every(({ extensions }) => LATE.has(extensions?.code ?? ''));
    if (!isLate || tries === TRIES) throw new Error(JSON.stringify(errors));
  }
}
