import { BlockList, isIPv6 } from 'node:net';
import type { FastifyInstance } from 'fastify';

const ADDRESS_HEADER = 'x-client-address';
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8);
LOOPBACK.addAddress('::1', 'ipv6');

/**
 * Tells plugins which address a request came from, in a header that the client cannot set: what it sent under that name
 * is overwritten. Departments do not receive it.
 */
export function tellClientAddress(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    request.headers[ADDRESS_HEADER] = request.ip;
  });
}

/** The address that was told. */
export function toldAddress(headers: { get(name: string): string | undefined } | undefined): string {
  return headers?.get(ADDRESS_HEADER) ?? 'unknown';
}

/**
 * Whom a limit by address counts together: an IPv4 address, also where it is written as IPv6, or the /64 that a single
 * subscriber of IPv6 is given, in which it can take a new address for each request.
 */
export function networkOf(address: string): string {
  const mapped = MAPPED.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const plain = address.split('%')[0] ?? address;
  if (!isIPv6(plain)) return address;
  return `${groupsOf(plain).slice(0, 4).join(':')}::/64`;
}

/** Whether a request comes from this machine. */
export function isLoopback(address: string): boolean {
  const network = MAPPED.exec(address)?.[1] ?? address;
  return LOOPBACK.check(network, isIPv6(network) ? 'ipv6' : 'ipv4');
}

/** The eight groups of an IPv6 address, without leading zeros. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = address.toLowerCase().split('::');
  const split = (text: string) => text.split(':').filter(Boolean);
  const [first, last] = [split(head), split(tail ?? '')];
  const missing = tail === undefined ? 0 : 8 - first.length - last.length;
  const groups = [...first, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...last];
  return groups.map((group) => group.replace(/^0+(?=.)/, ''));
}
