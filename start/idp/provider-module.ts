import type { IncomingMessage, ServerResponse } from 'node:http';

/** What an answer of the provider's own pages is written to (Koa). */
export interface ProviderContext {
  body: unknown;
  set(headers: Record<string, string>): void;
  readonly oidc: {
    readonly client?: { readonly clientId: string };
    readonly session?: { readonly accountId?: string };
    readonly provider: { readonly Grant: new (of: object) => ProviderGrant };
  };
}

interface ProviderGrant {
  addOIDCScope(scope: string): void;
  save(): Promise<string>;
}

/** What we use of an oidc-provider. */
export interface Provider {
  callback(): (request: IncomingMessage, response: ServerResponse) => unknown;
  /** Rejects where the browser has no such interaction (any more). */
  interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<{ readonly uid: string }>;
  interactionFinished(
    request: IncomingMessage,
    response: ServerResponse,
    result: { readonly login: { readonly accountId: string; readonly remember: boolean } },
  ): Promise<void>;
  on(event: 'server_error', listener: (context: unknown, error: Error) => void): unknown;
}

/** Loads oidc-provider, which takes a second that only whoever logs in pays for. It brings no types. */
export async function loadProvider(): Promise<new (issuer: string, configuration: object) => Provider> {
  // @ts-expect-error no types; those above are what we use of it
  const { default: Provider } = await import('oidc-provider');
  return Provider;
}
