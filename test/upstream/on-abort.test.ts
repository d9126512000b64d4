import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { onAbort } from '../../gateway/upstream/on-abort.ts';

test('every call is made once when the signal is aborted', () => {
  const controller = new AbortController();
  const heard: string[] = [];
  onAbort(controller.signal, () => heard.push('one'));
  onAbort(controller.signal, () => heard.push('other'));
  controller.abort();
  controller.abort();
  expect(heard).toEqual(['one', 'other']);
});

test('the same function given twice is called twice, and stopping one leaves the other', () => {
  const controller = new AbortController();
  let heard = 0;
  const hear = () => {
    heard++;
  };
  const stop = onAbort(controller.signal, hear);
  onAbort(controller.signal, hear);
  stop();
  stop();
  controller.abort();
  expect(heard).toBe(1);
});

test('one listener of the platform serves all, and none is left behind', () => {
  const { signal } = new AbortController();
  const stops = Array.from({ length: 20 }, () => onAbort(signal, () => {}));
  expect(getEventListeners(signal, 'abort')).toHaveLength(1);
  for (const stop of stops) stop();
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});

test('who listens after everybody had stopped is told', () => {
  const controller = new AbortController();
  onAbort(controller.signal, () => {})();
  let isTold = false;
  onAbort(controller.signal, () => {
    isTold = true;
  });
  controller.abort();
  expect(isTold).toBe(true);
});

test('a signal that was aborted before calls nobody', () => {
  let isTold = false;
  onAbort(AbortSignal.abort(), () => {
    isTold = true;
  });
  expect(isTold).toBe(false);
});

test('who is stopped by another one that is told is not told', () => {
  const controller = new AbortController();
  let isTold = false;
  let stop = () => {};
  onAbort(controller.signal, () => stop());
  stop = onAbort(controller.signal, () => {
    isTold = true;
  });
  controller.abort();
  expect(isTold).toBe(false);
});
