import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { keyTimes } from '../../../gateway/identity/bearer/issuer-keys.ts';
import { freePort } from '../../kit/free-port.ts';
import { type IssuerKey, newIssuerKey, startJwksServer } from '../../kit/jwks-server.ts';
import { type BearerUnderTest, openBearer } from './kit.ts';

let first: IssuerKey;
let second: IssuerKey;
let opened: BearerUnderTest[] = [];

beforeAll(async () => {
  [first, second] = await Promise.all([newIssuerKey('first', 'EdDSA'), newIssuerKey('second', 'ES256')]);
});
afterEach(async () => {
  await Promise.all(opened.map(({ jwks }) => jwks.close()));
  opened = [];
});
async function open(...given: Parameters<typeof openBearer>): Promise<BearerUnderTest> {
  const bearer = await openBearer(...given);
  opened.push(bearer);
  return bearer;
}
const away = (response: { destroy(): void }) => response.destroy();

describe('rotation', () => {
  it('takes a new key when the first token of it comes, without a restart', async () => {
    const { jwks, read, sign, pass } = await open([first]);
    expect(await read(await sign(first))).toMatchObject({ kind: 'subject' });
    jwks.publish(first, second);
    pass(31);
    expect(await read(await sign(second))).toMatchObject({ kind: 'subject' });
    expect(await read(await sign(first))).toMatchObject({ kind: 'subject' });
    expect(jwks.asked).toHaveLength(2);
  });

  it('a removed key works for less than 10 minutes more, however often its tokens were good', async () => {
    const { jwks, read, sign, pass } = await open([first, second]);
    const token = await sign(first, { exp: Math.floor(Date.UTC(2026, 5, 2) / 1000) });
    jwks.publish(second);
    await read(await sign(second));
    jwks.publish(first, second);
    pass(31);
    expect(await read(token)).toMatchObject({ kind: 'subject' });
    jwks.publish(second);
    const seen: string[] = [];
    for (let minute = 0; minute < 10; minute++) {
      pass(60);
      await read(await sign(second));
      seen.push((await read(token)).kind);
    }
    expect(seen.at(0)).toBe('subject');
    expect(seen.at(-1)).toBe('refused');
  });

  it('keys are asked for again after five minutes, and no token waits for it', async () => {
    const { jwks, read, sign, pass } = await open([first]);
    const token = await sign(first);
    await read(token);
    jwks.misbehave(() => {});
    pass(300);
    const before = performance.now();
    expect(await read(token)).toMatchObject({ kind: 'subject' });
    expect(performance.now() - before).toBeLessThan(600);
    await expect.poll(() => jwks.asked).toHaveLength(2);
  });

  it('a removed key does not work once more after an hour in which nobody asked', async () => {
    const { jwks, read, sign, pass } = await open([first, second]);
    const token = await sign(first, { exp: Math.floor(Date.UTC(2026, 5, 2) / 1000) });
    await read(token);
    jwks.publish(second);
    pass(3_600);
    expect(await read(token)).toEqual({ kind: 'refused' });
  });

  it('another key under the same name counts at once when it is seen, also for remembered tokens', async () => {
    const { jwks, read, sign, pass } = await open([first]);
    const token = await sign(first, { exp: Math.floor(Date.UTC(2026, 5, 2) / 1000) });
    await read(token);
    const other = await newIssuerKey('first', 'EdDSA');
    jwks.publish(other);
    pass(600);
    expect(await read(token)).toEqual({ kind: 'refused' });
    expect(await read(await sign(other))).toMatchObject({ kind: 'subject' });
  });
});

describe('what the issuer publishes', () => {
  it('keys that are private, symmetric, nameless or for encryption verify nothing', async () => {
    const { jwks, read, sign } = await open([first]);
    const { kid: _kid, ...nameless } = first.publicJwk;
    const keys = [
      { ...first.publicJwk, d: 'AAAA' },
      { kty: 'oct', k: 'AAAA', kid: 'first' },
      nameless,
      { ...first.publicJwk, use: 'enc' },
    ];
    for (const key of keys) {
      jwks.misbehave((response) => void response.end(JSON.stringify({ keys: [key] })));
      const one = await open([], { jwks });
      expect(await one.read(await sign(first))).toEqual({ kind: 'refused' });
    }
    jwks.misbehave(null);
    expect(await read(await sign(first))).toMatchObject({ kind: 'subject' });
  });

  it.each<[string, (response: import('node:http').ServerResponse) => void, string]>([
    ['HTML', (response) => response.end('<p>login</p>'), 'no JWK Set'],
    ['another object', (response) => response.end('{"keys":{}}'), 'no JWK Set'],
    ['101 keys', (response) => response.end(JSON.stringify({ keys: Array(101).fill({}) })), 'no JWK Set'],
    ['500', (response) => response.writeHead(500).end('{"keys":[]}'), 'status 500'],
    ['a redirect', (response) => response.writeHead(302, { location: '/elsewhere' }).end(), 'status 302'],
    ['1 MB', (response) => response.end(' '.repeat(1024 * 1024)), 'too large'],
    ['nothing in time', () => {}, 'too slow'],
  ])('%s is no key set: unavailable, and the log says why', async (_, answer, reason) => {
    const { jwks, read, sign, logged } = await open([first]);
    jwks.misbehave(answer);
    expect(await read(await sign(first))).toEqual({ kind: 'unavailable' });
    expect(logged).toEqual([reason]);
    expect(jwks.asked).toEqual(['/jwks']);
  });
});

describe('while the issuer is away', () => {
  it('tokens of known keys go on working, and one of an unknown key is unavailable, not refused', async () => {
    const { jwks, read, sign, pass } = await open([first]);
    await read(await sign(first));
    jwks.misbehave(away);
    for (const seconds of [31, 300, 600, 36_000]) {
      pass(seconds);
      expect(await read(await sign(first))).toMatchObject({ kind: 'subject' });
      expect(await read(await sign(second))).toEqual({ kind: 'unavailable' });
    }
  });

  it('nobody waits for it twice with a token of a known key', async () => {
    const { jwks, read, sign, pass } = await open([first]);
    const token = await sign(first, { exp: Math.floor(Date.UTC(2026, 5, 2) / 1000) });
    await read(token);
    jwks.misbehave(() => {});
    pass(900);
    await read(token);
    for (let i = 0; i < 4; i++) {
      pass(6);
      const before = performance.now();
      expect(await read(token)).toMatchObject({ kind: 'subject' });
      expect(performance.now() - before).toBeLessThan(500);
    }
  });

  it('keys that nobody confirmed for a day are forgotten', async () => {
    const { jwks, read, sign, pass } = await open([first]);
    await read(await sign(first));
    jwks.misbehave(away);
    pass(keyTimes.forgetMs / 1000);
    expect(await read(await sign(first))).toEqual({ kind: 'unavailable' });
  });

  it('from the start, tokens are unavailable until it comes', async () => {
    const port = await freePort();
    const standIn = await open([first]);
    const { read, sign, pass } = await openBearer([], {
      jwks: standIn.jwks,
      url: `http://127.0.0.1:${port}/jwks`,
    });
    expect(await read(await sign(first))).toEqual({ kind: 'unavailable' });
    const issuer = await startJwksServer([first], port);
    try {
      expect(await read(await sign(first))).toEqual({ kind: 'unavailable' });
      pass(5);
      expect(await read(await sign(first))).toMatchObject({ kind: 'subject' });
    } finally {
      await issuer.close();
    }
  });

  it('a port that takes connections and says nothing is given up in time', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address() as { port: number };
    const standIn = await open([first]);
    const url = `http://127.0.0.1:${address.port}/jwks`;
    const { read, sign, logged } = await openBearer([], { jwks: standIn.jwks, url });
    expect(await read(await sign(first))).toEqual({ kind: 'unavailable' });
    expect(logged).toEqual(['too slow']);
    silent.close();
  });
});

describe('a herd', () => {
  it('of 500 unknown keys at once asks the issuer once, and again after 30 s at the soonest', async () => {
    const { jwks, read, sign, pass } = await open([first]);
    const tokens = await Promise.all(
      Array.from({ length: 500 }, (_, i) => sign(first, {}, { kid: `unknown-${i}` })),
    );
    const herd = async () => new Set((await Promise.all(tokens.map(read))).map(({ kind }) => kind));
    expect(await herd()).toEqual(new Set(['refused']));
    expect(jwks.asked).toHaveLength(1);
    for (let i = 0; i < 29; i++) {
      pass(1);
      await herd();
    }
    expect(jwks.asked).toHaveLength(1);
    pass(1);
    await herd();
    expect(jwks.asked).toHaveLength(2);
  });

  it('at a cold start asks once, and everybody gets in', async () => {
    const { jwks, read, sign } = await open([first, second]);
    const tokens = await Promise.all(Array.from({ length: 200 }, (_, i) => sign(i % 2 ? first : second)));
    const kinds = (await Promise.all(tokens.map(read))).map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['subject']));
    expect(jwks.asked).toHaveLength(1);
  });
});

describe('verified tokens', () => {
  it('are remembered, so that the second reading costs no signature; the oldest goes first', async () => {
    const { read, sign } = await open([first], { remembered: 2 });
    const tokens = await Promise.all(['a', 'b', 'c'].map((sub) => sign(first, { sub })));
    const [a = '', b = '', c = ''] = tokens;
    // One after the other: which of two signatures is checked sooner is nobody's to say.
    const firstRead = [await read(a), await read(b)];
    expect(await read(a)).toBe(firstRead[0]);
    await read(c);
    expect(await read(b)).toBe(firstRead[1]);
    const again = await read(a);
    expect(again).toEqual(firstRead[0]);
    expect(again).not.toBe(firstRead[0]);
  });

  it('stay remembered while the issuer publishes the same keys', async () => {
    const { jwks, read, sign, pass } = await open([first]);
    const token = await sign(first, { exp: Math.floor(Date.UTC(2026, 5, 2) / 1000) });
    const before = await read(token);
    pass(600);
    expect(await read(token)).toBe(before);
    expect(jwks.asked).toHaveLength(2);
  });
});
