import type { LogEvent } from 'kysely';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What a subgraph counts. No label is made of anything that a request holds. */
export interface SubgraphMetrics {
  /** @param entities that the gateway asked for; null: it asked for none */
  readonly answered: (status: number, seconds: number, entities: number | null) => void;
  /** One statement, with its duration. */
  readonly queried: (event: LogEvent) => void;
  /** A counter of the department's own; words that are not among `words` count as `other`. */
  readonly counter: (counter: WordCounter) => (word: string) => void;
  /** Sizes or durations of the department's own, by so many and less. */
  readonly histogram: (histogram: OwnHistogram) => (value: number) => void;
  /** A number of the department's own, read whenever it is scraped; one that fails is left out. */
  readonly gauge: (gauge: FollowedGauge) => void;
  readonly exposition: () => Promise<{ readonly contentType: string; readonly text: string }>;
}

/** What happened how often, by a word. */
export interface WordCounter {
  /** e.g. clearance_submissions_total */
  readonly name: string;
  readonly help: string;
  readonly label: string;
  readonly words: readonly string[];
}

/** How large something was, or how long it took. */
export interface OwnHistogram {
  /** With its unit, e.g. clearance_export_seconds */
  readonly name: string;
  readonly help: string;
  /** Upper bounds, ascending. */
  readonly buckets: readonly number[];
}

/** A number that somebody else keeps. */
export interface FollowedGauge {
  readonly name: string;
  readonly help: string;
  readonly read: () => number | Promise<number>;
}

/** 1 ms to 10 s. */
const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.8, 1.5, 2.5, 6, 10];
const entityCounts = [1, 2, 5, 10, 25, 50, 100, 250, 500];

/**
 * Metrics of one subgraph in a registry of their own.
 *
 * @param withProcess also those of the process; one subgraph of a process is enough
 */
export function createSubgraphMetrics({ withProcess }: { withProcess: boolean }): SubgraphMetrics {
  const registry = new Registry();
  const registers = [registry];
  if (withProcess) collectDefaultMetrics({ register: registry });
  const counters = createOwnMetrics(registry);
  const requests = new Histogram({
    name: 'subgraph_request_duration_seconds',
    help: 'Duration of GraphQL requests, by class of status.',
    labelNames: ['status'],
    buckets: seconds,
    registers,
  });
  const batches = new Histogram({
    name: 'subgraph_entities_per_request',
    help: 'Entities that one request asks for.',
    buckets: entityCounts,
    registers,
  });
  const statements = new Histogram({
    name: 'subgraph_sql_duration_seconds',
    help: 'Duration of SQL statements by their first word, without waiting for a connection.',
    labelNames: ['statement', 'outcome'],
    buckets: seconds,
    registers,
  });
  return {
    answered: (status, duration, entities) => {
      requests.observe({ status: `${Math.floor(status / 100)}xx` }, duration);
      if (entities !== null) batches.observe(entities);
    },
    queried: ({ level, query, queryDurationMillis }) =>
      statements.observe(
        { statement: verbOf(query.sql), outcome: level === 'error' ? 'error' : 'ok' },
        queryDurationMillis / 1_000,
      ),
    ...counters,
    exposition: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}

function createOwnMetrics(registry: Registry): Pick<SubgraphMetrics, 'counter' | 'histogram' | 'gauge'> {
  const registers = [registry];
  return {
    counter: ({ name, help, label, words }) => {
      const counter = new Counter({ name, help, labelNames: [label], registers });
      const known = new Set(words);
      for (const word of words) counter.inc({ [label]: word }, 0);
      return (word) => counter.inc({ [label]: known.has(word) ? word : 'other' });
    },
    histogram: ({ name, help, buckets }) => {
      const histogram = new Histogram({ name, help, buckets: [...buckets], registers });
      return (value) => histogram.observe(value);
    },
    gauge: ({ name, help, read }) => {
      new Gauge({
        name,
        help,
        registers,
        async collect() {
          await Promise.resolve()
            .then(read)
            .then(
              (value) => this.set(value),
              () => this.remove(),
            );
        },
      });
    },
  };
}

const VERBS = new Set(['select', 'insert', 'update', 'delete', 'with', 'begin', 'commit', 'rollback', 'set']);

/** The first word of a statement, where it is one that is counted by itself. */
export function verbOf(statement: string): string {
  const word = /^[\s(]*([a-z]+)/i.exec(statement)?.[1]?.toLowerCase() ?? '';
  return VERBS.has(word) ? word : 'other';
}
