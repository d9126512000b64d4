import { expect, test } from 'vitest';
import { createTurns } from '../../../gateway/upstream/resilience/turns.ts';

const never = new AbortController().signal;

test('turns are taken at once, then waited for, then refused', async () => {
  const turns = createTurns(2, 1);
  expect([turns.take(never), turns.take(never)]).toEqual(['seated', 'seated']);
  const waiting = turns.take(never);
  expect(waiting).toBeInstanceOf(Promise);
  expect(turns.take(never)).toBe('too many waiting');
  turns.leave();
  expect(await waiting).toBe('seated');
});

test('who waits longest is next, and whoever comes meanwhile does not take the turn', async () => {
  const turns = createTurns(1, 10);
  turns.take(never);
  const order: string[] = [];
  const waiting = ['first', 'second'].map((name) =>
    Promise.resolve(turns.take(never)).then(() => order.push(name)),
  );
  turns.leave();
  expect(turns.take(never)).toBeInstanceOf(Promise);
  turns.leave();
  await Promise.all(waiting);
  expect(order).toEqual(['first', 'second']);
});

test('who leaves the queue frees a place in it and never gets the turn', async () => {
  const turns = createTurns(1, 1);
  turns.take(never);
  const request = new AbortController();
  const gone = turns.take(request.signal);
  request.abort();
  expect(await gone).toBe('waited too long');
  const waiting = turns.take(never);
  turns.leave();
  expect(await waiting).toBe('seated');
});

test('who is given a turn and then aborted still holds it', async () => {
  const turns = createTurns(1, 1);
  turns.take(never);
  const request = new AbortController();
  const waiting = turns.take(request.signal);
  turns.leave();
  request.abort();
  expect(await waiting).toBe('seated');
  expect(turns.take(never)).toBeInstanceOf(Promise);
});

test('a signal that was aborted before takes nothing', () => {
  const turns = createTurns(1, 1);
  expect(turns.take(AbortSignal.abort())).toBe('waited too long');
  expect(turns.take(never)).toBe('seated');
});

test('all turns that were given back can be taken again', () => {
  const turns = createTurns(3, 0);
  for (let round = 0; round < 5; round++) {
    for (let n = 0; n < 3; n++) expect(turns.take(never)).toBe('seated');
    expect(turns.take(never)).toBe('too many waiting');
    for (let n = 0; n < 3; n++) turns.leave();
  }
});
