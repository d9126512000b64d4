import { type CryptoKey, createLocalJWKSet, type JSONWebKeySet, type JWSHeaderParameters } from 'jose';
import { z } from 'zod';
import { boundedGet, type GetLimits } from '../bounded-get.ts';

/** The keys that an issuer published at one time; the same object for as long as it publishes the same. */
export interface KeySet {
  readonly kids: ReadonlySet<string>;
  /** The key for a header. Rejects where none fits. */
  readonly keyFor: (header: JWSHeaderParameters) => Promise<CryptoKey>;
}

/** An issuer's keys, as far as they are known. */
export interface IssuerKeys {
  /**
   * The keys to verify with, after asking the issuer where that is due; null: nobody could be asked.
   *
   * @param kid a key that should be among them: it is asked for where it is not
   */
  current(at: number, kid: string): Promise<KeySet | null>;
}

/** When the issuer is asked; milliseconds. */
export interface KeyTimes {
  /** Between two questions: an unknown key is worth one at most this often. */
  readonly betweenMs: number;
  /** The same after a question that was not answered. */
  readonly retryMs: number;
  /** Keys of this age are asked for again, while they go on being used. */
  readonly refreshMs: number;
  /** Keys of this age are not used before the issuer was asked again; should it not answer, they are. */
  readonly staleMs: number;
  /** Keys that nobody has confirmed for so long are forgotten. */
  readonly forgetMs: number;
}

/** 30 s, 5 s, 5 min, 8 min, 24 h: a key that the issuer removes stops working within 10 minutes. */
export const keyTimes: KeyTimes = {
  betweenMs: 30_000,
  retryMs: 5_000,
  refreshMs: 300_000,
  staleMs: 480_000,
  forgetMs: 86_400_000,
};

/** Small: key sets have a few kilobytes. */
export const keyLimits: GetLimits = { deadlineMs: 3_000, maxBytes: 256 * 1024 };

const jwks = z.object({ keys: z.array(z.record(z.string(), z.unknown())).max(100) });

/** What the issuer is asked with. */
export interface IssuerKeysParts {
  /** The JWK Set's address (RFC 7517). */
  readonly url: URL;
  readonly times: KeyTimes;
  readonly limits: GetLimits;
  /** Told why the issuer gave no keys, a few plain words; once until it gives some. */
  readonly onFailure: (reason: string) => void;
}

/** Keeps an issuer's keys: asked for when first needed, one question at a time. */
export function createIssuerKeys({ url, times, limits, onFailure }: IssuerKeysParts): IssuerKeys {
  let known: { readonly text: string; readonly set: KeySet } | null = null;
  let confirmedAt = 0;
  let asked: { at: number; outcome: 'answered' | 'failed' } | null = null;
  let asking: Promise<void> | null = null;

  async function ask(at: number): Promise<void> {
    const got = await boundedGet(url, 'application/jwk-set+json, application/json', limits);
    // The same text is the same set, so that tokens verified with it stay verified.
    const set = got.kind === 'failed' ? null : known?.text === got.text ? known.set : readKeySet(got.text);
    if (got.kind === 'text' && set !== null) {
      known = { text: got.text, set };
      confirmedAt = at;
    } else if (asked?.outcome !== 'failed') onFailure(got.kind === 'failed' ? got.reason : 'no JWK Set');
    asked = { at, outcome: set === null ? 'failed' : 'answered' };
  }

  /** One question at a time, and none too soon after the last. */
  function askIfDue(at: number): Promise<void> {
    if (asking !== null) return asking;
    const pause = asked?.outcome === 'failed' ? times.retryMs : times.betweenMs;
    if (asked !== null && Math.abs(at - asked.at) < pause) return Promise.resolve();
    asking = ask(at).finally(() => {
      asking = null;
    });
    return asking;
  }

  return {
    async current(at, kid) {
      if (known !== null && Math.abs(at - confirmedAt) >= times.forgetMs) known = null;
      const age = known === null ? Number.POSITIVE_INFINITY : Math.abs(at - confirmedAt);
      // Nobody waits again and again for an issuer that is away.
      const isAway = asked?.outcome === 'failed' && Math.abs(at - asked.at) < times.betweenMs;
      if (!known?.set.kids.has(kid) || (age >= times.staleMs && !isAway)) await askIfDue(at);
      else if (age >= times.refreshMs) void askIfDue(at);
      if (known?.set.kids.has(kid)) return known.set;
      return asked?.outcome === 'answered' ? (known?.set ?? null) : null;
    },
  };
}

/** Null for what is no JWK Set. Keys without a name are left out; private and symmetric ones verify nothing. */
function readKeySet(text: string): KeySet | null {
  const read = jwks.safeParse(parseJson(text));
  if (!read.success) return null;
  const keys = read.data.keys.filter(({ kid }) => typeof kid === 'string');
  const keyFor = createLocalJWKSet({ keys } as JSONWebKeySet);
  return { kids: new Set(keys.map(({ kid }) => String(kid))), keyFor: (header) => keyFor(header) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
