import { expect, test } from 'vitest';
import { createPlaces } from '../../../gateway/upstream/batch/places.ts';

const student = (id: unknown, more: object = {}) => ({ __typename: 'Student', id, ...more });

test('the same entity with the same inputs has one place, whatever the order of its fields', () => {
  const places = createPlaces<number>();
  places.set(student('S1', { library: { outcome: 'PASSED' }, year: 2020 }), 7);
  expect(places.get(student('S1', { year: 2020, library: { outcome: 'PASSED' } }))).toBe(7);
});

test.each([
  ['another id', student('S2', { year: 2020 })],
  ['another input', student('S1', { year: 2021 })],
  ['an input that is null', student('S1', { year: null })],
  ['an input that is missing', student('S1')],
  ['an input too many', student('S1', { year: 2020, more: 1 })],
  ['a list for an object', student('S1', { year: [2020] })],
  ['another type', { __typename: 'Person', id: 'S1', year: 2020 }],
])('%s is another entity', (_, other) => {
  const places = createPlaces<number>();
  places.set(student('S1', { year: 2020 }), 0);
  expect(places.get(other)).toBeUndefined();
});

test('an id that is a number, and none at all, are found by text', () => {
  const places = createPlaces<string>();
  places.set(student(1), 'number');
  places.set({ __typename: 'Place', code: 'A' }, 'no id');
  expect(places.get(student(1))).toBe('number');
  expect(places.get({ __typename: 'Place', code: 'A' })).toBe('no id');
  expect(places.get(student('1'))).toBeUndefined();
});

test('hundreds with one id and other inputs are told apart', () => {
  const places = createPlaces<number>();
  for (let year = 0; year < 300; year++) places.set(student('S1', { year }), year);
  for (let year = 0; year < 300; year++) expect(places.get(student('S1', { year }))).toBe(year);
});

test('getOrSet says where one is, and puts there what is nowhere', () => {
  const places = createPlaces<number>();
  expect(places.getOrSet(student('S1'), 0)).toBe(0);
  expect(places.getOrSet(student('S1'), 1)).toBe(0);
  expect(places.getOrSet(student('S2'), 1)).toBe(1);
  expect(places.get(student('S2'))).toBe(1);
});
