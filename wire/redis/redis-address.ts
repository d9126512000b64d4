/** User, password and TLS of every node. */
export interface RedisDefaults {
  readonly username?: string;
  readonly password?: string;
  readonly tls?: true;
}

/** Where a Redis is, in one of its three forms. */
export type RedisAddress =
  | { readonly kind: 'single'; readonly url: string }
  | { readonly kind: 'cluster'; readonly nodes: readonly string[]; readonly defaults: RedisDefaults }
  | {
      readonly kind: 'sentinel';
      /** What the sentinels call the group. */
      readonly name: string;
      readonly nodes: readonly { readonly host: string; readonly port: number }[];
      readonly defaults: RedisDefaults;
    };

const FORM = /^(rediss?)(?:-(cluster|sentinel))?:\/\/(?:([^@/]*)@)?([^/]+)(?:\/([^/]*))?$/;
const NODE = /^([A-Za-z0-9._-]+|\[[0-9a-fA-F:]+\])(?::(\d{1,5}))?$/;

/**
 * The parts of an address, or null where it is none.
 *
 * `redis://[user:password@]host[:port][/db]` · `redis-cluster://[…@]host:port,host:port` ·
 * `redis-sentinel://[…@]host:port,host:port/group`; each with `rediss` for TLS.
 */
export function parseRedisAddress(text: string): RedisAddress | null {
  const [, scheme, form, login, hosts = '', path = ''] = FORM.exec(text) ?? [];
  if (scheme === undefined) return null;
  const nodes = hosts.split(',').map((node) => parseNode(node, form === 'sentinel' ? 26_379 : 6_379));
  if (!nodes.every((node) => node !== null)) return null;
  if (form === undefined)
    return nodes.length === 1 && URL.canParse(text) ? { kind: 'single', url: text } : null;
  const defaults = { ...parseLogin(login), ...(scheme === 'rediss' && { tls: true as const }) };
  if (form === 'cluster')
    return { kind: 'cluster', nodes: nodes.map(({ host, port }) => `${scheme}://${host}:${port}`), defaults };
  return path === '' ? null : { kind: 'sentinel', name: decodeURIComponent(path), nodes, defaults };
}

function parseNode(text: string, defaultPort: number): { host: string; port: number } | null {
  const [, host, port] = NODE.exec(text) ?? [];
  return host === undefined ? null : { host, port: Number(port ?? defaultPort) };
}

function parseLogin(login: string | undefined): { username?: string; password?: string } {
  if (login === undefined) return {};
  const [user = '', password = ''] = login.split(':').map(decodeURIComponent);
  return { ...(user !== '' && { username: user }), ...(password !== '' && { password }) };
}
