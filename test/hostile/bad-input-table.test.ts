import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectDecent } from './kit/row.ts';
import { startWorld, type World } from './kit/world.ts';
import { beyondRows } from './rows/beyond.ts';
import { documentRows } from './rows/documents.ts';
import { loadRows } from './rows/load.ts';
import { peopleRows } from './rows/people.ts';
import { requestRows } from './rows/requests.ts';

// "Answers to bad input" of the specification, through real sockets, against a gateway with trusted documents in front
// of real departments. Whether something executed, the departments' own counters say.

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.end());

const table = [...requestRows, ...documentRows, ...beyondRows, ...peopleRows, ...loadRows];

it.each(table)('row $row: $what → $status $code', async ({ send, status, code, executes, by, also }) => {
  const before = await world.executed();
  const seen = await send(world);
  expect({ status: seen.status, codes: seen.codes }).toEqual({ status, codes: code === null ? [] : [code] });
  if (by === undefined) expectDecent(seen);
  await also?.(seen, world);
  if (executes === undefined && status !== 200) expect(await world.executed()).toBe(before);
});

it('has every row of the specification', () => {
  const numbers = new Set(table.map(({ row }) => row));
  expect(Array.from({ length: 31 }, (_, index) => index + 1).filter((row) => !numbers.has(row))).toEqual([]);
});
