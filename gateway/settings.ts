import { z } from 'zod';
import { parseRedisAddress } from '../wire/redis/redis-address.ts';
import { defaultBatchBounds } from './upstream/batch/batch-bounds.ts';

const port = z.coerce.number('a port is a number').int().min(0).max(65_535);
/** An http or https address. */
export const url = z.url({
  protocol: /^https?$/,
  error: (issue) => `"${String(issue.input)}" is no http(s) URL`,
});
const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  );
/** What a browser sends as Origin: no pattern, no path, no default port. */
const ORIGIN = /^https?:\/\/(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d+)?$/;
const origin = z
  .string()
  .refine((text) => ORIGIN.test(text) && URL.canParse(text) && new URL(text).origin === text, {
    error: (issue) =>
      `"${String(issue.input)}" is no origin; write https://host or https://host:port, nothing behind it`,
  });
/** The gateway's environment variables, and what each may hold. */
export const settings = z.object({
  PORT: port.default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('.data'),
  PROFILE: z.enum(['current', '2020']).default('current'),
  ENGINE: z
    .enum(['apollo', 'compiled'], {
      error: (issue) => `"${String(issue.input)}" is not an engine; there are "compiled" and "apollo"`,
    })
    .default('compiled'),
  DOCUMENTS: z.enum(['any', 'trusted']).optional(),
  CORS_ORIGINS: list.pipe(z.array(origin)),
  NODE_ENV: z.string().optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  TRUST_PROXY: list.pipe(
    z.array(
      z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
        error: (issue) => `"${String(issue.input)}" is no IP address and no CIDR block`,
      }),
    ),
  ),
  WAIT_FOR: list.pipe(z.array(url)),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  SERVICE_KEY_FILE: z.string().optional(),
  REDIS_URL: z
    .string()
    .transform((text, context) => {
      const address = parseRedisAddress(text);
      // The address may carry a password, so it is not repeated.
      if (address === null)
        context.addIssue('must be a redis://, redis-cluster:// or redis-sentinel:// address');
      return address;
    })
    .optional(),
  BATCH_ENTITIES: z.coerce.number().int().min(1).max(1_000).default(defaultBatchBounds.size),
  BATCH_WAIT_MS: z.coerce.number().int().min(0).max(50).default(defaultBatchBounds.gatherMs),
  CACHE: z.enum(['on', 'off']).default('on'),
  CACHE_KEY_FILE: z.string().optional(),
  FORM_FONT_FILE: z.string().optional(),
  DRAIN_MS: z.coerce.number().int().min(0).max(60_000).optional(),
});
