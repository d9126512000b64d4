import { setTimeout } from 'node:timers/promises';
import { request } from 'undici';
import type { Engine } from '../engine/engine.ts';

const ASK_EVERY_MS = 250;

/** Whether the gateway should be sent requests. */
export interface Readiness {
  /** Null: ready. Otherwise what it waits for. */
  waitsFor(): 'supergraph' | 'dependencies' | 'nothing, it is closing' | null;
  /** Never ready again. */
  close(): void;
}

/**
 * Ready once the engine has a supergraph and each of `addresses` has answered 200 once (they are asked four times a
 * second until then). Whether departments answer plays no part: without them there are partial answers.
 */
export function createReadiness(engine: Engine, addresses: readonly string[]): Readiness {
  const closing = new AbortController();
  const missing = new Set(addresses);
  for (const address of missing) {
    void waitForOk(address, closing.signal).then((isOk) => {
      if (isOk) missing.delete(address);
    });
  }
  return {
    waitsFor() {
      if (closing.signal.aborted) return 'nothing, it is closing';
      if (engine.current() === null) return 'supergraph';
      return missing.size > 0 ? 'dependencies' : null;
    },
    close: () => closing.abort(),
  };
}

/** True when the address has answered 200, false when the signal came first. */
async function waitForOk(address: string, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    if (await isOk(address, signal)) return true;
    await setTimeout(ASK_EVERY_MS, undefined, { signal, ref: false }).catch(() => {});
  }
  return false;
}

async function isOk(address: string, signal: AbortSignal): Promise<boolean> {
  try {
    const { statusCode, body } = await request(address, {
      signal,
      headersTimeout: 2_000,
      bodyTimeout: 2_000,
    });
    await body.dump();
    return statusCode === 200;
  } catch {
    return false;
  }
}
