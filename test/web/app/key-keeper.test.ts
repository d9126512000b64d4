import { beforeEach, expect, test } from 'vitest';
import { createKeyKeeper, type KeptTexts } from '../../../web/app/clearance/key-keeper.ts';

let made = 0;
const newKey = () => {
  made += 1;
  return `key-number-${made}`;
};

beforeEach(() => {
  made = 0;
});

test('gives the same key until the submission is known', () => {
  const keys = createKeyKeeper(tab(), newKey);
  expect(keys.keyFor('A')).toBe(keys.keyFor('A'));
});

test('gives the same key after a reload of the page', () => {
  const texts = tab();
  const before = createKeyKeeper(texts, newKey).keyFor('A');
  expect(createKeyKeeper(texts, newKey).keyFor('A')).toBe(before);
});

test('remembers over a reload that no answer came', () => {
  const texts = tab();
  const keys = createKeyKeeper(texts, newKey);
  keys.keyFor('A');
  expect(keys.isPending('A')).toBe(false);
  keys.sent('A');
  expect(createKeyKeeper(texts, newKey).isPending('A')).toBe(true);
  keys.answered('A');
  expect(createKeyKeeper(texts, newKey).isPending('A')).toBe(false);
});

test('keeps the key when the answer was that nothing is stored', () => {
  const keys = createKeyKeeper(tab(), newKey);
  const key = keys.keyFor('A');
  keys.sent('A');
  keys.answered('A');
  expect(keys.keyFor('A')).toBe(key);
});

test('gives another key for the next edition', () => {
  const keys = createKeyKeeper(tab(), newKey);
  const first = keys.keyFor('A');
  keys.settle('A', 1);
  expect(keys.keyFor('A')).not.toBe(first);
  expect(keys.isPending('A')).toBe(false);
});

test('gives another key after one that was used for something else', () => {
  const keys = createKeyKeeper(tab(), newKey);
  const first = keys.keyFor('A');
  keys.renew('A');
  expect(keys.keyFor('A')).not.toBe(first);
});

test('never gives the key of one student to another', () => {
  const keys = createKeyKeeper(tab(), newKey);
  expect(keys.keyFor('A')).not.toBe(keys.keyFor('B'));
});

test.each([
  ['keeps nothing', null],
  ['refuses to keep', refusing()],
])('works for as long as the page is open in a browser that %s', (_what, texts) => {
  const keys = createKeyKeeper(texts, newKey);
  const key = keys.keyFor('A');
  keys.sent('A');
  expect(keys.keyFor('A')).toBe(key);
  expect(keys.isPending('A')).toBe(true);
});

function tab(): KeptTexts {
  const kept = new Map<string, string>();
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  };
}

function refusing(): KeptTexts {
  const refuse = () => {
    throw new Error('QuotaExceededError');
  };
  return { getItem: refuse, setItem: refuse, removeItem: refuse };
}
