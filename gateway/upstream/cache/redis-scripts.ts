import { createHash } from 'node:crypto';

/** A Lua script and the SHA-1 that Redis knows it by. */
export interface RedisScript {
  readonly text: string;
  readonly sha: string;
}

/*
 * A group is one hash: 'e' the ticket, 'v' the newest version known, every other field one sealed value. It stands until
 * its longest value and every tombstone are over; a value's own end is inside the value.
 *
 * The ticket is what a lease is to memcache (Nishtala et al., Scaling Memcache at Facebook, 3.2.1): whoever reads the
 * department must have seen it before, and what was read is stored only where it still stands. An invalidation gives out
 * a new one; a flush, an eviction or an expiry leaves none. So a slow reader's old value finds no way back, even where
 * the tombstone itself is lost. pcall: a full Redis (noeviction) gives no ticket and stores nothing, but answers.
 *
 * Gateways listen to KEYS[2], which is written and deleted at once when what they hold became old. Not to the group: a
 * script's writes come back to the connection that ran it, NOLOOP or not (Redis 7.0), and tickets and values are no news.
 */
const NEWS = `
local function tell()
  redis.pcall('set', KEYS[2], '')
  redis.call('del', KEYS[2])
end
`;
const NEWER = `
local function newer(a, b)
  local ae, an = string.match(a, '^(%d+)%.(%d+)$')
  local be, bn = string.match(b, '^(%d+)%.(%d+)$')
  ae, an, be, bn = tonumber(ae), tonumber(an), tonumber(be), tonumber(bn)
  return ae > be or (ae == be and an > bn)
end
`;

/** KEYS group; ARGV a ticket to give out where there is none, its life in ms, the fields. Replies ticket or false, then each value or false. */
export const LOOK = script(`
local ticket = redis.call('hget', KEYS[1], 'e')
if not ticket then
  local made = redis.pcall('hset', KEYS[1], 'e', ARGV[1])
  if type(made) ~= 'table' then
    redis.call('pexpire', KEYS[1], ARGV[2])
    ticket = ARGV[1]
  end
end
local reply = { ticket }
for i = 3, #ARGV do reply[#reply + 1] = redis.call('hget', KEYS[1], ARGV[i]) end
return reply
`);

/** KEYS group, news; ARGV ticket, version or '', field, value, the group's life in ms, most fields. Replies 1: stored, 0: refused. */
export const STORE = script(`${NEWER}${NEWS}
local held = redis.call('hmget', KEYS[1], 'e', 'v')
if held[1] ~= ARGV[1] then return 0 end
local version = held[2] or ''
if ARGV[2] ~= '' then
  if version ~= '' and newer(version, ARGV[2]) then return 0 end
  if version ~= '' and newer(ARGV[2], version) then
    redis.call('del', KEYS[1])
    tell()
  end
  version = ARGV[2]
end
if redis.call('hlen', KEYS[1]) >= tonumber(ARGV[6]) then redis.call('del', KEYS[1]) end
local stored = redis.pcall('hset', KEYS[1], 'e', ARGV[1], 'v', version, ARGV[3], ARGV[4])
if type(stored) == 'table' then return 0 end
redis.call('pexpire', KEYS[1], ARGV[5])
return 1
`);

/** KEYS group, news; ARGV version or '' (unknown: always), a new ticket, the tombstone's life in ms. Replies 1: invalidated, 0: known before. */
export const INVALIDATE = script(`${NEWER}${NEWS}
local version = redis.call('hget', KEYS[1], 'v') or ''
if ARGV[1] ~= '' then
  if version ~= '' and not newer(ARGV[1], version) then return 0 end
  version = ARGV[1]
end
redis.call('del', KEYS[1])
local stood = redis.pcall('hset', KEYS[1], 'e', ARGV[2], 'v', version)
if type(stood) ~= 'table' then redis.call('pexpire', KEYS[1], ARGV[3]) end
tell()
return 1
`);

/** Does nothing: whether Redis answers. KEYS any. */
export const PROBE = script('return 1');

function script(text: string): RedisScript {
  return { text, sha: createHash('sha1').update(text).digest('hex') };
}
