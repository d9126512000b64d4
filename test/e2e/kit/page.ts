import { expect } from 'vitest';
import type { Graph } from '../../kit/graph.ts';

/** What a page of one student asks. */
export const PAGE = `query ($id: ID) { clearance(studentId: $id) {
  name
  library { outcome passed } archives { outcome passed } apartment { outcome passed } finance { outcome passed }
  passed outcome state
} }`;

const PASSED = { outcome: 'PASSED', passed: true };

/** Every department's item of a student whom everyone passes. */
export const EDGES = { library: PASSED, archives: PASSED, apartment: PASSED, finance: PASSED };

/** Whom everyone passes, by `data/golden.yml`. */
export const PASSING = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `TS2020S${number}`);

/** An answer with its extensions. */
export interface PageAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape, and fail where it is another
  readonly clearance: any;
  readonly errors: readonly { path?: (string | number)[]; extensions: Record<string, unknown> }[];
  /** `extensions.cache`, by subgraph. */
  readonly cache: Readonly<
    Record<string, { hits?: number; misses?: number; fresh?: number; stale?: number }>
  >;
  readonly text: string;
  /** Milliseconds. */
  readonly took: number;
}

/** Asks a gateway for a page, as the student whose it is unless the headers say who asks. */
export async function readPage(
  gateway: Pick<Graph, 'url' | 'token'>,
  id: string | null,
  headers: Record<string, string> = {},
  query = PAGE,
): Promise<PageAnswer> {
  const began = performance.now();
  const own = id === null ? {} : { authorization: `Bearer ${await gateway.token('student', id)}` };
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...own, ...headers },
    body: JSON.stringify({ query, variables: { id } }),
  });
  const text = await response.text();
  const { data, errors = [], extensions = {} } = JSON.parse(text);
  return {
    status: response.status,
    clearance: data?.clearance ?? null,
    errors,
    cache: extensions.cache ?? {},
    text,
    took: performance.now() - began,
  };
}

/** One item is null with one error of this code, the others are shown, nobody passes, nothing of the inside is told. */
export function expectWithout(
  { status, clearance, errors, text }: PageAnswer,
  department: string,
  codes: readonly string[],
): void {
  expect(status).toBe(200);
  expect(clearance).toMatchObject({ ...EDGES, [department]: null, passed: null, outcome: 'UNKNOWN' });
  expect(errors).toHaveLength(1);
  expect(errors[0]?.path?.slice(0, 2)).toEqual(['clearance', department]);
  expect(errors[0]?.extensions.department).toBe(department);
  expect(codes).toContain(errors[0]?.extensions.code);
  expect(text).not.toMatch(/127\.0\.0\.1|localhost|https?:|ECONN|stack|node_modules|select /i);
}
