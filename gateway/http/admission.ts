import underPressure from '@fastify/under-pressure';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errorBody } from '../request/format-error.ts';

/** How much work is let in; counts of requests that are not answered yet. */
export interface AdmissionLimits {
  /** Reads and changes that are not submissions. */
  readonly requests: number;
  /** Requests with an `Idempotency-Key`: what a graduate waited months for is not turned away by people who look. */
  readonly submissions: number;
  /** Mean delay of the event loop, milliseconds, above which no more requests of the first kind are let in. */
  readonly eventLoopDelayMs: number;
  /** The mean is taken over so long. */
  readonly sampleMs: number;
}

/** What holds unless a test says otherwise. */
export const defaultAdmission: AdmissionLimits = {
  // A page costs some milliseconds of CPU: more than this cannot be answered before its deadline.
  requests: 300,
  submissions: 300,
  eventLoopDelayMs: 500,
  sampleMs: 1_000,
};

/** Lanes that requests are let into. */
export type Lane = 'requests' | 'submissions';

/** How a route beside those of the graph is let in. */
export interface RouteAdmission {
  readonly laneOf: (request: FastifyRequest) => Lane;
  /** Answers whoever is turned away; `Retry-After` is set already. */
  readonly refuse: (reply: FastifyReply) => FastifyReply;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Absent: a route that costs next to nothing, or one of the graph's. */
    admission?: RouteAdmission;
  }
}

/** What admission tells of itself. */
export interface AdmissionEvents {
  readonly onShed?: (lane: Lane, why: 'event loop' | 'queue') => void;
}

const STREAMS = '/graphql/stream';
/** Seconds; spread by chance, so that those who were turned away do not come back together. */
const RETRY_AFTER = { least: 1, most: 4 };

/**
 * Turns requests to `/graphql` (and new streams, and routes that say so in their `config`) away before anything of them is read, as long as there is too much work: 503 with
 * `Retry-After`. Submissions have a lane of their own. To be added before the routes.
 *
 * @param random 0 to 1
 * @returns how many requests each lane holds
 */
export async function addAdmission(
  app: FastifyInstance,
  limits: AdmissionLimits,
  random: () => number,
  { onShed }: AdmissionEvents = {},
): Promise<Readonly<Record<Lane, number>>> {
  const held = { requests: 0, submissions: 0 };
  await app.register(underPressure, {
    maxEventLoopDelay: limits.eventLoopDelayMs,
    sampleInterval: limits.sampleMs,
    // Only the hook below turns away.
    pressureHandler: () => {},
  });
  app.addHook('onRequest', async (request, reply) => {
    const { url, config } = request.routeOptions;
    const { admission } = config;
    if (url !== '/graphql' && url !== STREAMS && admission === undefined) return;
    const lane = admission === undefined ? laneOf(request) : admission.laneOf(request);
    const why = reasonToShed(lane);
    // A stream stays open for hours and works only when something changes.
    if (why === null && url === STREAMS) return;
    if (why === null) {
      held[lane]++;
      reply.raw.once('close', () => {
        held[lane]--;
      });
      return;
    }
    onShed?.(lane, why);
    const { least, most } = RETRY_AFTER;
    const seconds = Math.round(least + random() * (most - least));
    reply.code(503).header('retry-after', seconds);
    return admission?.refuse(reply) ?? reply.send(errorBody('OVERLOADED', request.id));
  });
  return held;

  function reasonToShed(lane: Lane): 'event loop' | 'queue' | null {
    if (held[lane] >= limits[lane]) return 'queue';
    return lane === 'requests' && app.isUnderPressure() ? 'event loop' : null;
  }
}

function laneOf({ headers }: FastifyRequest): Lane {
  return headers['idempotency-key'] === undefined ? 'requests' : 'submissions';
}
