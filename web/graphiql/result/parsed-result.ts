import { listsIn, type ResultList } from '../../result/lists.ts';

/** A call that answering a query took. */
export interface PlanFetch {
  readonly subgraph: string;
  readonly ms: number;
  /** Entities that were asked for. */
  readonly representations: number;
  /** How many of them were remembered. */
  readonly cached: number;
}

/** How a query was answered, as `extensions.plan` tells it. */
export interface ResultPlan {
  readonly text: string;
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
  const { text, fetches } = given as { text?: unknown; fetches?: unknown };
  if (typeof text !== 'string') return null;
  const list: readonly unknown[] = Array.isArray(fetches) ? fetches : [];
  return { text, fetches: list.map(readFetch) };
}

function readFetch(given: unknown): PlanFetch {
  const { subgraph, ms, representations, cached } = (given ?? {}) as Record<string, unknown>;
  return {
    subgraph: String(subgraph ?? ''),
    ms: Number(ms ?? 0),
    representations: Number(representations ?? 0),
    // Some engines say whether, not how many.
    cached: Number(cached ?? 0),
  };
}
