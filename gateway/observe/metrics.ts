import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { AdmissionEvents, Lane } from '../http/admission.ts';
import type { CacheCounters } from '../upstream/cache/cache-counters.ts';
import { createCacheMetrics } from './cache-metrics.ts';
import { createDepartmentMetrics, type DepartmentMetrics } from './department-metrics.ts';
import { createPeopleMetrics, type PeopleMetrics } from './people-metrics.ts';
import { createRequestMetrics, type RequestMetrics } from './request-metrics.ts';

/** What a scrape answers. */
export interface Exposition {
  /** Prometheus text format 0.0.4. */
  readonly contentType: string;
  readonly text: string;
}

/**
 * Everything the gateway counts. Labels are words that no client can make many of: routes, departments of the
 * supergraph, clients with a manifest, names of trusted documents; never anything of a person.
 */
export interface Metrics {
  readonly requests: RequestMetrics;
  readonly departments: DepartmentMetrics;
  /** To be given to roles and audit log. */
  readonly people: PeopleMetrics;
  /** To be given to the entity cache. */
  readonly cache: CacheCounters;
  /** Seconds between a change at a department and its arrival here. */
  readonly eventLag: (source: string, seconds: number) => void;
  /** To be given to admission. */
  readonly onShed: NonNullable<AdmissionEvents['onShed']>;
  /** Reads these whenever it is scraped. */
  readonly follow: (sources: FollowedSources) => void;
  readonly exposition: () => Promise<Exposition>;
}

/** Numbers that others keep. */
export interface FollowedSources {
  /** Requests that each lane of admission holds. */
  readonly held?: Readonly<Record<Lane, number>>;
  /** Subscriptions that are listened to just now. */
  readonly liveSubscribers?: () => number;
}

/** Metrics in a registry of their own, beside those of the process: memory, event loop, garbage collection. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    requests: createRequestMetrics(registry),
    departments: createDepartmentMetrics(registry),
    people: createPeopleMetrics(registry),
    cache: createCacheMetrics(registry),
    ...createEventLag(registry),
    ...createAdmissionMetrics(registry),
    exposition: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}

function createEventLag(registry: Registry): Pick<Metrics, 'eventLag'> {
  const lag = new Gauge({
    name: 'gateway_event_lag_seconds',
    help: 'Age of the newest event when it arrived, by the department that it came from.',
    labelNames: ['source'],
    registers: [registry],
  });
  return { eventLag: (source, seconds) => lag.set({ source }, seconds) };
}

function createAdmissionMetrics(registry: Registry): Pick<Metrics, 'onShed' | 'follow'> {
  const registers = [registry];
  const shed = new Counter({
    name: 'gateway_shed_total',
    help: 'Requests turned away before they were read, by lane and reason.',
    labelNames: ['lane', 'reason'],
    registers,
  });
  return {
    onShed: (lane, reason) => shed.inc({ lane, reason }),
    follow: ({ held, liveSubscribers }) => {
      if (held) {
        new Gauge({
          name: 'gateway_held_requests',
          help: 'Requests that are let in and not answered yet, by lane.',
          labelNames: ['lane'],
          registers,
          collect() {
            for (const [lane, count] of Object.entries(held)) this.set({ lane }, count);
          },
        });
      }
      if (liveSubscribers) {
        new Gauge({
          name: 'gateway_live_subscribers',
          help: 'Subscriptions that are listened to.',
          registers,
          collect() {
            this.set(liveSubscribers());
          },
        });
      }
    },
  };
}
