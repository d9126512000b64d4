import type { GatewayConfig } from './config.ts';
import { connectSessionRedis } from './identity/sessions/session-redis.ts';
import type { GatewayPorts } from './ports.ts';
import { createRates, type Rates } from './request/rates.ts';

/** Rates of callers, and the end of what they are counted in. */
export interface OpenRates {
  readonly rates: Rates;
  close(): void;
}

/** Counts callers in this process, or with all other gateways in the Redis of the configuration. */
export function openRates(
  { rates, redis }: Pick<GatewayConfig, 'rates' | 'redis'>,
  { elapsed }: Pick<GatewayPorts, 'elapsed'>,
): OpenRates {
  if (redis === null) return { rates: createRates(rates), close: () => {} };
  const connection = connectSessionRedis(redis);
  return { rates: createRates(rates, { redis: connection.redis, elapsed }), close: connection.close };
}
