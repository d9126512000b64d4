import type { FastifyBaseLogger } from 'fastify';
import type { OnOperation } from './request/operation-counts.ts';

/** What the gateway takes from outside. */
export interface GatewayPorts {
  readonly now: () => Date;
  /** A new unguessable id. */
  readonly newId: () => string;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
  /** A monotonic clock, milliseconds. */
  readonly elapsed: () => number;
  readonly log: FastifyBaseLogger;
  /** Told of every operation before it executes; nobody counts without it. */
  readonly onOperation?: OnOperation;
}
