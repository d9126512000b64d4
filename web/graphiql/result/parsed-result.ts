import { listsIn, type ResultList } from '../../result/lists.ts';

/** One fetch of a query; see `docs/engine.md`. */
export interface PlanFetch {
  /** Its number in the plan's text; null: the engine does not number its plan. */
  readonly number: number | null;
  readonly subgraph: string;
  /** Where in the answer it adds to; empty: the root, or it is not told. */
  readonly at: string;
  /** Milliseconds after the operation began. */
  readonly startMs: number | null;
  /** How long it took, milliseconds; null: it did not end. */
  readonly ms: number | null;
  /** Entities that were asked for; null: root fields. */
  readonly representations: number | null;
  /** How many of them were remembered; root fields count as one. */
  readonly cached: number | null;
  /** Calls that the subgraph was sent. */
  readonly calls: number | null;
  readonly failed: boolean;
}

/** How a query was answered, as `extensions.plan` tells it. */
export interface ResultPlan {
  readonly text: string;
  /** From planning to the answer, milliseconds. */
  readonly ms: number | null;
  readonly fetches: readonly PlanFetch[];
}

/** What an answer holds. */
export interface ParsedResult {
  readonly lists: readonly ResultList[];
  readonly plan: ResultPlan | null;
}

/** Reads what the response editor shows; null: nothing was run, or it is no answer. */
export function parseResult(text: string): ParsedResult | null {
  if (text.trim() === '') return null;
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== 'object' || body === null) return null;
    const { data, extensions } = body as { data?: unknown; extensions?: { plan?: unknown } };
    return { lists: listsIn(data), plan: readPlan(extensions?.plan) };
  } catch {
    return null;
  }
}

function readPlan(given: unknown): ResultPlan | null {
  if (typeof given !== 'object' || given === null) return null;
  const { text, ms, fetches } = given as { text?: unknown; ms?: unknown; fetches?: unknown };
  if (typeof text !== 'string') return null;
  const list: readonly unknown[] = Array.isArray(fetches) ? fetches : [];
  return { text, ms: numberOf(ms), fetches: list.map(readFetch) };
}

function readFetch(given: unknown): PlanFetch {
  const { number, subgraph, at, startMs, ms, representations, cached, calls, failed } = (given ??
    {}) as Record<string, unknown>;
  return {
    number: numberOf(number),
    subgraph: String(subgraph ?? ''),
    at: String(at ?? ''),
    startMs: numberOf(startMs),
    ms: numberOf(ms),
    representations: numberOf(representations),
    cached: numberOf(cached),
    calls: Array.isArray(calls) ? calls.length : null,
    failed: failed === true,
  };
}

function numberOf(given: unknown): number | null {
  return typeof given === 'number' ? given : null;
}
