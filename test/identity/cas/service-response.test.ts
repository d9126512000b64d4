import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readServiceResponse } from '../../../gateway/identity/cas/service-response.ts';

const NS = 'xmlns:cas="http://www.yale.edu/tp/cas"';
const response = (content: string) => `<cas:serviceResponse ${NS}>${content}</cas:serviceResponse>`;
const success = (content: string) =>
  response(`<cas:authenticationSuccess>${content}</cas:authenticationSuccess>`);
const levels = (count: number) => `${'<cas:a>'.repeat(count)}${'</cas:a>'.repeat(count)}`;
const user = '<cas:user>TS2020S1</cas:user>';

describe('the user', () => {
  it.each([
    ['with space around it', '<cas:user>\r\n\tTS2020S1 </cas:user>'],
    ['with a comment in the middle', '<cas:user>TS2020<!-- -->S1</cas:user>'],
    ['in CDATA', '<cas:user><![CDATA[TS2020]]>S1</cas:user>'],
    ['with character references', '<cas:user>TS&#50;020S&#x31;</cas:user>'],
    ['beside another of another namespace', `${user}<evil:user xmlns:evil="urn:evil">admin</evil:user>`],
    ['beside one of no namespace', `<user>admin</user>${user}`],
    [
      'beside one within the attributes',
      `${user}<cas:attributes><cas:user>admin</cas:user></cas:attributes>`,
    ],
    ['under another prefix', '<c:user xmlns:c="http://www.yale.edu/tp/cas">TS2020S1</c:user>'],
    ['under the default namespace', '<user xmlns="http://www.yale.edu/tp/cas">TS2020S1</user>'],
  ])('is read whole %s', (_, content) => {
    expect(readServiceResponse(success(content))).toMatchObject({ kind: 'success', user: 'TS2020S1' });
  });

  it('keeps a space that is no white space of XML, so it is not taken for another person', () => {
    expect(readServiceResponse(success('<cas:user>\u00a0TS2020S1</cas:user>'))).toMatchObject({
      user: '\u00a0TS2020S1',
    });
  });
});

describe('attributes', () => {
  const attributesOf = (content: string) => {
    const read = readServiceResponse(success(content));
    return read.kind === 'success' ? Object.fromEntries(read.attributes) : read.kind;
  };
  it('are elements, which may be repeated', () => {
    const inner = '<cas:a>1</cas:a><cas:b> 2 </cas:b><cas:a>3</cas:a><cas:empty/>';
    expect(attributesOf(`${user}<cas:attributes>${inner}</cas:attributes>`)).toEqual({
      a: ['1', '3'],
      b: ['2'],
      empty: [''],
    });
  });
  it('are names and values, in their block or beside the user', () => {
    const attribute = (name: string) => `<cas:attribute name="${name}" value="1"/>`;
    const text = '<cas:attribute name="c">2</cas:attribute>';
    expect(
      attributesOf(`${attribute('a')}${user}<cas:attributes>${attribute('b')}${text}</cas:attributes>`),
    ).toEqual({ a: ['1'], b: ['1'], c: ['2'] });
  });
  it('have names and values of no namespace', () => {
    const attribute = '<cas:attribute xmlns:x="urn:x" name="a" value="1" x:name="b" x:value="2"/>';
    expect(attributesOf(`${attribute}${user}`)).toEqual({ a: ['1'] });
  });
  it('lie at most 16 levels deep', () => {
    expect(attributesOf(`${user}<cas:attributes>${levels(13)}</cas:attributes>`)).toEqual({});
  });
  it('of another namespace, or with a structure, are left out', () => {
    const inner = '<x:a xmlns:x="urn:x">1</x:a><a>2</a><cas:a><cas:b>3</cas:b></cas:a><cas:c>4</cas:c>';
    expect(attributesOf(`${user}<cas:attributes>${inner}</cas:attributes>`)).toEqual({ c: ['4'] });
  });
  it('may be called like something of every object', () => {
    expect(attributesOf(`${user}<cas:attributes><cas:__proto__>x</cas:__proto__></cas:attributes>`)).toEqual(
      JSON.parse('{"__proto__":["x"]}'),
    );
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});

const bomb = `<!DOCTYPE a [<!ENTITY x0 "ha">${Array.from(
  { length: 30 },
  (_, i) => `<!ENTITY x${i + 1} "&x${i};&x${i};">`,
).join('')}]>${success('<cas:user>&x30;</cas:user>')}`;

it.each([
  ['a billion laughs', bomb],
  [
    'an external entity',
    `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${success('<cas:user>&x;</cas:user>')}`,
  ],
  ['a parameter entity', `<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:1/"> %x;]>${success(user)}`],
  ['a DOCTYPE alone', `<!DOCTYPE serviceResponse>${success(user)}`],
  ['an undeclared entity', success('<cas:user>&x;</cas:user>')],
  ['an entity called like something of every object', success('<cas:user>&constructor;</cas:user>')],
  ['a processing instruction', `<?xml-stylesheet href="http://127.0.0.1:1/"?>${success(user)}`],
  ['another version of XML', `<?xml version="1.1"?>${success(user)}`],
  ['another encoding', `<?xml version="1.0" encoding="GBK"?>${success(user)}`],
  ['NUL in a name', success('<cas:user>TS2020S1\0</cas:user>')],
  ['NUL by reference', success('<cas:user>TS2020S1&#0;</cas:user>')],
  ['two users', success(`${user}<cas:user>TS2020S2</cas:user>`)],
  ['no user', success('')],
  ['a user in another namespace', success('<x:user xmlns:x="urn:x">TS2020S1</x:user>')],
  ['an empty user', success('<cas:user> </cas:user>')],
  ['an element within the user', success('<cas:user>TS2020<b/>S1</cas:user>')],
  ['text beside the user', success(`TS2020S2${user}`)],
  ['two blocks of attributes', success(`${user}<cas:attributes/><cas:attributes/>`)],
  ['another namespace', success(user).replace('yale.edu', 'yale.example')],
  ['no namespace', success(user).replaceAll('cas:', '').replace(NS.replace('cas:', ''), '')],
  ['an undeclared prefix', success(user).replace(NS, '')],
  [
    'success within a failure',
    response(
      `<cas:authenticationFailure code="INVALID_TICKET"><cas:authenticationSuccess>${user}</cas:authenticationSuccess></cas:authenticationFailure>`,
    ),
  ],
  [
    'success and failure at once',
    response(
      `<cas:authenticationSuccess>${user}</cas:authenticationSuccess><cas:authenticationFailure code="INVALID_TICKET"/>`,
    ),
  ],
  ['two successes', response(success(user) + success(user))],
  ['an answer within an answer', response(success(user))],
  ['a failure without a code', response('<cas:authenticationFailure>no</cas:authenticationFailure>')],
  [
    'an answer to a proxy',
    response('<cas:proxySuccess><cas:proxyTicket>PT-1</cas:proxyTicket></cas:proxySuccess>'),
  ],
  ['something behind it', `${success(user)}<a/>`],
  ['an attribute twice', success('<cas:user a="1" a="2">TS2020S1</cas:user>')],
  ['text around it', response(`TS2020S2<cas:authenticationSuccess>${user}</cas:authenticationSuccess>`)],
  ['text among the attributes', success(`${user}<cas:attributes>TS2020S2<cas:a>1</cas:a></cas:attributes>`)],
  ['17 levels', success(`${user}<cas:attributes>${levels(14)}</cas:attributes>`)],
  ['20,000 levels', success(`${user}<cas:attributes>${levels(20_000)}</cas:attributes>`)],
  ['3,000 elements', success(`${user}<cas:attributes>${'<cas:a/>'.repeat(3_000)}</cas:attributes>`)],
])('an answer with %s says nothing', (_, xml) => {
  const before = performance.now();
  expect(readServiceResponse(xml)).toEqual({ kind: 'malformed' });
  expect(performance.now() - before).toBeLessThan(500);
});

it('whatever comes is read or refused, and a piece that is put anywhere never makes somebody else of the person', () => {
  const good = success(`${user}<cas:attributes><cas:a>1</cas:a></cas:attributes>`);
  const pieces = [
    '<',
    '>',
    '&',
    '"',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?',
    '\0',
    '</cas:user>',
    '<cas:user>',
    ' ',
  ];
  const piece = fc.oneof(fc.string({ unit: 'binary', maxLength: 8 }), fc.constantFrom(...pieces));
  const [before, after] = [good.indexOf('TS2020S1'), good.indexOf('TS2020S1') + 'TS2020S1'.length];
  const outside = fc.nat(good.length).filter((at) => at < before || at > after);
  fc.assert(
    fc.property(outside, piece, (at, text) => {
      const read = readServiceResponse(good.slice(0, at) + text + good.slice(at));
      if (read.kind === 'success') expect(read.user).toContain('TS2020S1');
    }),
    { numRuns: 500 },
  );
});
