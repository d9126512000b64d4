import { expect, test } from 'vitest';
import { readAnswer } from '../../../web/app/graph/answer.ts';
import { createEventReader } from '../../../web/app/graph/events.ts';
import { routeOf } from '../../../web/app/route.ts';

test('an answer with data carries its faults', () => {
  const faults = [
    { message: 'x', path: ['clearance', 'finance'], extensions: { code: 'DEPARTMENT_TIMEOUT' } },
  ];
  const body = { data: { clearance: { finance: null } }, errors: faults };
  expect(readAnswer(200, null, body)).toEqual({
    kind: 'data',
    data: body.data,
    faults,
    rememberedForMs: null,
  });
});

test('an answer from memory says how long until the departments may be asked', () => {
  const extensions = { freshness: { served: 'cached', retryAfterMs: 4200 } };
  expect(readAnswer(200, null, { data: {}, extensions })).toMatchObject({ rememberedForMs: 4200 });
});

test.each([
  [401, null, {}, { kind: 'logged-out' }],
  [200, null, { data: { clearance: null }, errors: [code('UNAUTHENTICATED')] }, { kind: 'logged-out' }],
  [429, '7', {}, { kind: 'busy', retryAfterMs: 7000 }],
  [503, null, undefined, { kind: 'busy', retryAfterMs: 5000 }],
  [400, null, { errors: [code('BAD_USER_INPUT')] }, { kind: 'refused', code: 'BAD_USER_INPUT' }],
  // A page of a proxy: the gateway may have done the work.
  [502, null, undefined, { kind: 'unanswered' }],
])('HTTP %i is read for what the page can do about it', (status, retryAfter, body, expected) => {
  expect(readAnswer(status, retryAfter, body)).toEqual(expected);
});

test('events are read whatever pieces they come in', () => {
  const text = ':\n\nevent: next\nid: abc\ndata: {"a":\ndata: 1}\n\nevent: complete\ndata: \n\n';
  for (const size of [1, 3, 7, text.length]) {
    const read = createEventReader();
    const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
      text.slice(i * size, (i + 1) * size),
    );
    expect(pieces.flatMap(read)).toEqual([
      { event: 'next', data: '{"a":\n1}', id: 'abc' },
      { event: 'complete', data: '', id: null },
    ]);
  }
});

test('an event that is not complete yet is not told', () => {
  expect(createEventReader()('event: next\ndata: {}\n')).toEqual([]);
});

test.each([
  ['/', 'entry'],
  ['/guide', 'guide'],
  ['/clearance/', 'clearance'],
  ['/completed', 'completed'],
  ['/completed/75EJBK3T36S6F2V28J2CVWD99J', 'completed-one'],
  ['/completed/75EJBK3T36S6F2V28J2CVWD99J/print', 'none'],
  ['/completed/75EJBK3T36S6F2V28J2CVWD99J/form.pdf', 'none'],
  ['/completed/a%2Fb', 'none'],
  ['/plain', 'none'],
  ['/login', 'none'],
])('%s is the page %s', (path, page) => {
  expect(routeOf(path).page).toBe(page);
});

function code(name: string) {
  return { message: name, extensions: { code: name } };
}
