/** What the provider keeps of a login: codes, tokens, sessions of browsers. */
type Payload = Record<string, unknown> & { uid?: string; grantId?: string; consumed?: number };

interface Kept {
  readonly payload: Payload;
  /** Epoch milliseconds. */
  readonly until: number;
}

/** A developer's machine has a handful of logins; what comes above goes, oldest first. */
const MAX_KEPT = 1000;

/**
 * Where oidc-provider keeps what it knows, in this process: a class of adapters, one a kind of model, over one map.
 *
 * @see https://github.com/panva/node-oidc-provider/blob/main/example/my_adapter.js
 */
export function createMemoryAdapter(now: () => number) {
  const kept = new Map<string, Kept>();

  return class MemoryAdapter {
    readonly #kind: string;
    constructor(kind: string) {
      this.#kind = kind;
    }
    async upsert(id: string, payload: Payload, lifeS = Number.POSITIVE_INFINITY): Promise<void> {
      const oldest = kept.size >= MAX_KEPT ? kept.keys().next().value : undefined;
      if (oldest !== undefined) kept.delete(oldest);
      kept.set(this.#key(id), { payload, until: now() + lifeS * 1000 });
    }
    async find(id: string): Promise<Payload | undefined> {
      const found = kept.get(this.#key(id));
      if (found === undefined || found.until > now()) return found?.payload;
      kept.delete(this.#key(id));
      return undefined;
    }
    async findByUid(uid: string): Promise<Payload | undefined> {
      return [...kept.values()].find(({ payload, until }) => payload.uid === uid && until > now())?.payload;
    }
    /** Device codes, which nobody asks for here. */
    async findByUserCode(): Promise<undefined> {
      return undefined;
    }
    async consume(id: string): Promise<void> {
      const found = kept.get(this.#key(id));
      if (found) found.payload.consumed = Math.floor(now() / 1000);
    }
    async destroy(id: string): Promise<void> {
      kept.delete(this.#key(id));
    }
    async revokeByGrantId(grantId: string): Promise<void> {
      for (const [key, { payload }] of kept) if (payload.grantId === grantId) kept.delete(key);
    }
    #key(id: string): string {
      return `${this.#kind} ${id}`;
    }
  };
}
