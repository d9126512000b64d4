import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { xmlAnswer } from '../../kit/cas-answers.ts';
import { openCasBrowser } from '../../kit/cas-browser.ts';
import { type CasServer, startCasServer } from '../../kit/cas-server.ts';
import { type CasService, serveCasLogin } from './cas-service.ts';

const services: string[] = [];
let cas: CasServer;
let service: CasService;
let tickets = 0;

beforeAll(async () => {
  cas = await startCasServer({ people: {}, services });
  service = await serveCasLogin(cas, services, { deadlineMs: 700 });
});
afterEach(() => cas.misbehave(null));
afterAll(() => Promise.all([service.close(), cas.close()]));

/** What a login comes to when a validation is answered like this. */
async function outcomeOf(answer: (response: ServerResponse) => void): Promise<unknown> {
  cas.misbehave(answer);
  const browser = openCasBrowser();
  await browser.go(service.login);
  const { text } = await browser.go(`${service.callback}?ticket=ST-${++tickets}-x`);
  return JSON.parse(text);
}
const says = (xml: string | Buffer) => (response: ServerResponse) =>
  void response.writeHead(200, { 'content-type': 'application/xml' }).end(xml);
const failure = (code: string) => xmlAnswer({ kind: 'failure', code, description: 'why' });
const person = xmlAnswer({ kind: 'success', user: 'TS2020S1' });

it('an answer of the protocol logs in, so what follows is refused for what it is', async () => {
  expect(await outcomeOf(says(person))).toMatchObject({ kind: 'person', sub: 'TS2020S1' });
});

describe('a code of the protocol', () => {
  it.each([
    ['INVALID_REQUEST', 'the CAS server misses a parameter'],
    ['INVALID_TICKET_SPEC', 'the ticket is not of the kind that was asked for'],
    ['UNAUTHORIZED_SERVICE_PROXY', 'the CAS server takes this service for a proxy'],
    ['INVALID_PROXY_CALLBACK', 'the CAS server takes this service for a proxy'],
    ['INVALID_TICKET', 'the ticket is not valid'],
    ['INVALID_SERVICE', 'the ticket is for another service'],
    ['UNAUTHORIZED_SERVICE', 'this service is not registered at the CAS server'],
    ['<script>TS2020S1', 'the CAS server refuses with a code of its own'],
  ])('%s is refused with a reason that quotes nothing', async (code, reason) => {
    expect(await outcomeOf(says(failure(code)))).toEqual({ kind: 'refused', reason });
  });

  it('INTERNAL_ERROR is a CAS server that could not say', async () => {
    expect(await outcomeOf(says(failure('INTERNAL_ERROR')))).toEqual({ kind: 'unavailable' });
  });
});

it('a ticket that came through a proxy is refused', async () => {
  const proxied = person.replace(
    '</cas:user>',
    '</cas:user><cas:proxies><cas:proxy>https://p.invalid</cas:proxy></cas:proxies>',
  );
  expect(await outcomeOf(says(proxied))).toEqual({
    kind: 'refused',
    reason: 'the ticket came through a proxy',
  });
});

describe('no answer that can be used', () => {
  it.each<[string, (response: ServerResponse) => void, string]>([
    ['500', (response) => response.writeHead(500).end(person), 'status 500'],
    ['404', (response) => response.writeHead(404).end(person), 'status 404'],
    ['HTML', says('<!doctype html><p>503 Service Unavailable</p>'), 'no answer of the CAS protocol'],
    [
      'JSON',
      says('{"serviceResponse":{"authenticationSuccess":{"user":"a"}}}'),
      'no answer of the CAS protocol',
    ],
    ['nothing', says(''), 'no answer of the CAS protocol'],
    ['half an answer', says(person.slice(0, -20)), 'no answer of the CAS protocol'],
    [
      'another encoding',
      says(Buffer.from(person.replace('TS', '学'), 'utf16le')),
      'no answer of the CAS protocol',
    ],
    ['broken UTF-8', says(Buffer.from([0x3c, 0xff, 0xfe])), 'not UTF-8'],
    [
      'gzip',
      (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(person)),
      'compressed',
    ],
    ['a cut connection', (response) => response.destroy(), 'UND_ERR_SOCKET'],
  ])('%s is unavailable, and the log says why', async (_, answer, reason) => {
    expect(await outcomeOf(answer)).toEqual({ kind: 'unavailable' });
    expect(service.logged.at(-1)).toBe(reason);
  });

  it('a redirect is not followed', async () => {
    let followed = 0;
    const answer = (response: ServerResponse) => {
      followed += 1;
      if (followed > 1) says(person)(response);
      else response.writeHead(302, { location: `${cas.url}/p3/serviceValidate` }).end();
    };
    expect(await outcomeOf(answer)).toEqual({ kind: 'unavailable' });
    expect(followed).toBe(1);
  });

  it('10 MB are not read to their end', async () => {
    let sent = 0;
    const block = Buffer.alloc(64 * 1024, ' ');
    const answer = (response: ServerResponse) => {
      response.writeHead(200).write('<a>');
      const more = () => {
        while (!response.destroyed && sent < 10 * 1024 * 1024) {
          sent += block.length;
          if (!response.write(block)) return void response.once('drain', more);
        }
        response.end(person);
      };
      more();
    };
    expect(await outcomeOf(answer)).toEqual({ kind: 'unavailable' });
    expect(service.logged.at(-1)).toBe('too large');
    expect(sent).toBeLessThan(10 * 1024 * 1024);
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['never begins', () => {}],
    ['stops in the middle', (response) => void response.writeHead(200).write(person.slice(0, 30))],
    [
      'comes byte by byte',
      (response) => {
        response.writeHead(200);
        const letters = [...person];
        const timer = setInterval(() => {
          if (response.destroyed || letters.length === 0) clearInterval(timer);
          else response.write(letters.shift());
        }, 50);
      },
    ],
  ])('an answer that %s is given up in time', async (_, answer) => {
    const before = performance.now();
    expect(await outcomeOf(answer)).toEqual({ kind: 'unavailable' });
    expect(performance.now() - before).toBeLessThan(5_000);
    expect(service.logged.at(-1)).toBe('too slow');
  });
});
