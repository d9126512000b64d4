import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { SamplePerson } from '../../data/people.ts';
import { pageHeaders } from '../../gateway/identity/pages/page.ts';
import { openIdpKeys } from './idp-keys.ts';
import { brokenPage, pickPage } from './idp-pages.ts';
import { createProvider } from './provider.ts';
import type { Provider } from './provider-module.ts';

/** What the development identity provider is started with. */
export interface DevelopmentIdpOptions {
  /** A loopback address. */
  readonly host: '127.0.0.1' | '::1';
  /** 0: any free port. */
  readonly port: number;
  /** Where its keys live. */
  readonly dataDir: string;
  readonly people: { readonly staff: readonly SamplePerson[]; readonly students: readonly SamplePerson[] };
  /** The gateway's callbacks; the first counts for where forms may lead. */
  readonly redirectUris: readonly string[];
  readonly production: boolean;
  readonly now: () => Date;
}

/** A running one. */
export interface DevelopmentIdp {
  readonly issuer: string;
  close(): Promise<void>;
}

const INTERACTION = /^\/interaction\/[A-Za-z0-9_-]{1,64}$/;
const MAX_FORM_BYTES = 4096;

/**
 * Starts an identity provider that lets everybody be anybody of the sample: OIDC with a page to pick a person on. It
 * listens at once and is made at the first request, so that starting costs nothing.
 *
 * @throws Error with a sentence in production, and for an address that others could reach
 */
export async function startDevelopmentIdp(options: DevelopmentIdpOptions): Promise<DevelopmentIdp> {
  const { host, port, dataDir, redirectUris, production } = options;
  if (production)
    throw new Error(
      '开发用身份认证不能用于生产环境。 The development identity provider lets anybody be anybody; it does not start with NODE_ENV=production.',
    );
  if (!['127.0.0.1', '::1'].includes(host))
    throw new Error(`The development identity provider listens on loopback only, not on "${host}".`);
  const { staff, students } = options.people;
  const server = createServer((request, response) => void answer(request, response)).listen(port, host);
  await once(server, 'listening');
  const bound = (server.address() as AddressInfo).port;
  const issuer = `http://${host === '::1' ? '[::1]' : host}:${bound}`;
  let made: Promise<Provider> | null = null;
  const provider = () => {
    made ??= openIdpKeys(dataDir).then((keys) =>
      createProvider({
        issuer,
        keys,
        people: [...staff, ...students],
        redirectUris,
        now: () => options.now().getTime(),
      }),
    );
    return made;
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const { pathname } = new URL(request.url ?? '/', issuer);
      const idp = await provider();
      if (INTERACTION.test(pathname)) await interact(idp, request, response, pathname);
      else await idp.callback()(request, response);
    } catch {
      // Expired, unknown, or begun in another browser.
      if (!response.headersSent) send(response, 400, brokenPage());
      else response.destroy();
    }
  }

  async function interact(idp: Provider, request: IncomingMessage, response: ServerResponse, path: string) {
    const { uid } = await idp.interactionDetails(request, response);
    if (path !== `/interaction/${uid}`) return send(response, 400, brokenPage());
    if (request.method !== 'POST') return send(response, 200, pickPage(path, staff, students));
    const accountId = await pickedIn(request);
    if (![...staff, ...students].some(({ sub }) => sub === accountId))
      return send(response, 400, brokenPage());
    return idp.interactionFinished(request, response, { login: { accountId, remember: false } });
  }

  function send(response: ServerResponse, status: number, page: string): void {
    const targets = ["'self'", ...redirectUris.map((uri) => new URL(uri).origin)];
    response.writeHead(status, pageHeaders(targets)).end(page);
  }

  return {
    issuer,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The person of a posted form. */
async function pickedIn(request: IncomingMessage): Promise<string> {
  if (Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY) > MAX_FORM_BYTES) return '';
  return new URLSearchParams(await text(request)).get('sub') ?? '';
}
