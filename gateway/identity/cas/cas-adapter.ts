import type { FastifyRequest } from 'fastify';
import type { Log } from '../../observe/log.ts';
import type { LoginAdapter, LoginFinish } from '../login-adapter.ts';
import type { CasConfig } from './cas-config.ts';
import { readLogoutRequest } from './logout-request.ts';
import { createSpentTickets, isServiceTicket } from './ticket.ts';
import { validateTicket, validationLimits } from './validate-ticket.ts';

/** What a CAS login is made with. */
export interface CasAdapterParts {
  readonly config: CasConfig;
  /** Our callback's address, exactly as it is registered at the CAS server: `PUBLIC_URL` and `/login/callback`. */
  readonly service: string;
  readonly log: Pick<Log, 'warn'>;
  /** Default: 5 s, 256 KiB. */
  readonly limits?: typeof validationLimits;
}

/**
 * Login by CAS Protocol 3.0: to `/login?service=`, back with `?ticket=ST-…`, which is validated once at
 * `/p3/serviceValidate`. The person is `cas:user`, or the one value of the configured attribute.
 *
 * The protocol carries no state from `begin` to `finish`, and a nonce in `service` would be another service than the
 * registered one. Login CSRF (a browser made to follow somebody else's ticket, so that it works in his name) is stopped
 * by our side: a callback is only taken in a browser session that began a login at this service, once. What remains:
 * somebody who can make the browser begin a login just before; the page says whose session it is.
 */
export function createCasAdapter(parts: CasAdapterParts): LoginAdapter {
  const { config, service, log, limits = validationLimits } = parts;
  const spent = createSpentTickets();
  const login = new URL(`${config.url}/login`);
  login.searchParams.set('service', service);

  return {
    kind: 'cas',
    formOrigins: () => [new URL(config.url).origin],
    begin: async () => ({ kind: 'redirect', redirect: login.href, remember: { service } }),
    finish: async (request, remembered): Promise<LoginFinish> => {
      if (remembered.service !== service) return refused('this browser began no login');
      const ticket = ticketOf(request);
      if (ticket === null) return refused('the callback carries no ticket');
      if (spent.spend(ticket) === 'again') return refused('the ticket was shown before');
      const validation = await validateTicket(config, service, ticket, limits);
      if (validation.kind === 'person') return { ...validation, ticket };
      if (validation.kind === 'refused') return validation;
      log.warn({ reason: validation.reason }, 'the CAS server could not say whose ticket it is');
      return { kind: 'unavailable' };
    },
    logoutUrl: async () => `${config.url}/logout`,
    singleLogout: readLogoutRequest,
  };
}

/** Twice the parameter is a list, and no ticket. */
function ticketOf({ query }: FastifyRequest): string | null {
  const { ticket } = (query ?? {}) as Readonly<Record<string, unknown>>;
  return isServiceTicket(ticket) ? ticket : null;
}

function refused(reason: string): LoginFinish {
  return { kind: 'refused', reason };
}
