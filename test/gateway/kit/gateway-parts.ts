import { randomUUID } from 'node:crypto';
import { defaultLimits, type GatewayConfig } from '../../../gateway/config.ts';
import { createApolloEngine } from '../../../gateway/engine/apollo/apollo-engine.ts';
import { createCompiledEngine } from '../../../gateway/engine/compiled/compiled-engine.ts';
import { defaultAdmission } from '../../../gateway/http/admission.ts';
import { defaultLiveLimits } from '../../../gateway/live/live-limits.ts';
import { createLog } from '../../../gateway/observe/log.ts';
import { openlyObserved } from '../../../gateway/observe/observe-config.ts';
import type { GatewayPorts } from '../../../gateway/ports.ts';
import { defaultQueryLimits } from '../../../gateway/request/limits/query-limits.ts';
import { defaultBatchBounds } from '../../../gateway/upstream/batch/batch-bounds.ts';
import { defaultBudget, type ReadBudget } from '../../../gateway/upstream/resilience/budget.ts';

/** Never leaves a department alone, however often it fails; repeats nothing. */
export const patientBudget: ReadBudget = {
  ...defaultBudget,
  breakLeast: 1e9,
  retryMost: 0,
  retryShare: 0,
};

/** Nobody logs in; development tokens say who asks. */
const developmentIdentity: GatewayConfig['identity'] = {
  login: { kind: 'none' },
  bearer: null,
  publicUrl: 'http://127.0.0.1:4000',
  secret: { kind: 'text', text: 'a secret that no test signs anything with' },
  lives: { idleMs: 30 * 60_000, absoluteMs: 8 * 3_600_000, loginMs: 600_000 },
};

/** The engine that this run of the tests is about (`ENGINE`). */
export const engineOfThisRun: GatewayConfig['engine'] =
  process.env.ENGINE === 'apollo' ? 'apollo' : 'compiled';

/** Makes that engine. */
export const createEngineOfThisRun = engineOfThisRun === 'apollo' ? createApolloEngine : createCompiledEngine;

/** A configuration of a gateway in development, on any port, that follows nobody. */
export function testConfig(
  given: Pick<GatewayConfig, 'supergraphFile' | 'dataDir'> & Partial<GatewayConfig>,
): GatewayConfig {
  return {
    mode: 'development',
    host: '127.0.0.1',
    port: 0,
    profileFile: null,
    departmentUrls: new Map(),
    waitFor: [],
    graphiqlDir: null,
    webDir: null,
    fontFile: null,
    documents: 'any',
    manifestDir: null,
    corsOrigins: [],
    trustedProxies: [],
    logLevel: 'silent',
    observing: openlyObserved,
    serviceKeys: null,
    identity: given.mode === 'open' ? null : developmentIdentity,
    // Most tests ask everything as one person.
    rates: { perSecond: 1e6, burst: 1e6 },
    queryLimits: defaultQueryLimits,
    // Most tests look at what departments are asked.
    cache: 'off',
    redis: null,
    cacheKeyFile: null,
    // A department that lies in one test is asked again in the next.
    budget: patientBudget,
    batches: defaultBatchBounds,
    engine: engineOfThisRun,
    drainMs: 0,
    maxBodyBytes: 1024 * 1024,
    limits: defaultLimits,
    admission: defaultAdmission,
    live: defaultLiveLimits,
    ...given,
  };
}

/** Ports as the real process has them, silent. */
export function testPorts(given: Partial<GatewayPorts> = {}): GatewayPorts {
  return {
    now: () => new Date(),
    newId: randomUUID,
    random: Math.random,
    elapsed: () => performance.now(),
    log: createLog('silent'),
    ...given,
  };
}

/** What an engine is given beside limits, contacts and log. */
export const engineParts = {
  budget: defaultBudget,
  random: Math.random,
  elapsed: () => performance.now(),
};
