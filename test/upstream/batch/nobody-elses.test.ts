import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { AnsweredFetch } from '../../../gateway/upstream/batch/ask-fetch.ts';
import type { Representation } from '../../../gateway/upstream/settle-answer.ts';
import { chanceFrom } from '../../kit/repeatable-chance.ts';
import { entities, library, openCallers, students } from './kit/callers.ts';
import type { Received, Reply } from './kit/department.ts';

/** Says whom it is about, and who asked. */
const edgeFor = (id: unknown, authorization: string | undefined) => ({
  outcome: 'PASSED',
  version: `${authorization ?? 'nobody'} asked for ${id}`,
  books: Number(String(id).slice(1)),
});

/** A department that goes wrong in every way that it can, and always names in its errors whom it means. */
function unreliable(chance: () => number) {
  const entityFor = ({ __typename, id }: Representation, { headers }: Received): unknown => {
    const dice = chance();
    if (dice < 0.01) return null;
    if (dice < 0.02) return { __typename, id, library: 'junk' };
    return { __typename, id, library: edgeFor(id, headers.authorization) };
  };
  return async (call: Received): Promise<Reply> => {
    const { representations } = call;
    const of = representations.map((one) => entityFor(one, call));
    const named = (place: number) => ({
      message: `no ${representations[place]?.id}`,
      extensions: { code: 'NOT_FOUND' },
    });
    const anywhere = Math.floor(chance() * of.length);
    const dice = chance();
    if (chance() < 0.3) await setTimeout(chance() * 50);
    if (dice < 0.08) return { status: 500, type: 'text/plain', body: `no ${representations[0]?.id}` };
    if (dice < 0.12) return { type: 'text/html', body: '<html></html>' };
    if (dice < 0.16) return { body: { data: { _entities: of.toReversed() } } };
    if (dice < 0.2) return { body: { data: { _entities: of.toSpliced(anywhere, 1) } } };
    if (dice < 0.24) return { body: { data: null, errors: [named(anywhere)] } };
    if (dice < 0.28) return { body: { data: { _entities: of }, errors: [named(anywhere)] } };
    if (dice < 0.5) {
      const errors = [{ ...named(anywhere), path: ['_entities', anywhere] }];
      return { body: { data: { _entities: of.with(anywhere, null) }, errors } };
    }
    return { body: { data: { _entities: of } } };
  };
}

interface Asked {
  readonly ids: readonly string[];
  readonly authorization: string | undefined;
  readonly answer: Promise<AnsweredFetch>;
}

it('gives nobody data or errors of another among 10,000 requests, whatever the department does', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const chance = chanceFrom(seed);
  await using callers = await openCallers({
    bounds: { splitShare: 1, splitMost: 100 },
    budget: { waiting: 100_000, retryMost: 0 },
    limits: { fetchTimeoutMs: 60_000 },
  });
  callers.department.reply = unreliable(chance);
  const everybody = students(1_000);
  const pick = () => everybody[Math.floor(chance() * everybody.length)] ?? 'S0';
  const asked: Asked[] = [];
  const leaving: AbortController[] = [];
  while (asked.length < 10_000) {
    for (let i = 0; i < 100; i++) {
      const count = chance() < 0.005 ? 60 + Math.floor(chance() * 300) : 1 + Math.floor(chance() * 4);
      const ids = Array.from({ length: count }, pick);
      const authorization = [undefined, 'a', 'b'][Math.floor(chance() * 3)];
      const query = chance() < 0.5 ? library : entities('library { version books }');
      const end = new AbortController();
      if (chance() < 0.05) leaving.push(end);
      const answer = callers.ask(ids, { query, forwardedAuthorization: authorization, signal: end.signal });
      asked.push({ ids, authorization, answer });
    }
    await new Promise(setImmediate);
    if (chance() < 0.5) for (const end of leaving.splice(0)) end.abort('caller-gone');
  }
  const seen = { right: 0, lost: 0, told: 0, unknown: 0 };
  for (const { ids, authorization, answer } of asked) {
    const { settled } = await answer;
    const answered = settled.data._entities as { library: { version: string; books?: number } | null }[];
    expect(answered.length, `seed ${seed}`).toBe(ids.length);
    for (const [index, id] of ids.entries()) {
      const edge = answered[index]?.library ?? null;
      const { version, books } = edgeFor(id, authorization);
      if (edge !== null)
        expect([edge.version, edge.books ?? books], `seed ${seed}`).toEqual([version, books]);
      const problems = settled.problems.filter(({ path }) => path?.[1] === index);
      seen[edge !== null ? 'right' : problems.length === 0 ? 'unknown' : 'lost']++;
    }
    for (const { cause } of settled.problems) {
      if (cause.kind !== 'stated' || cause.message === '') continue;
      seen.told++;
      expect(ids, `seed ${seed}`).toContain(cause.message.replace('no ', ''));
    }
  }
  // Otherwise nothing was tried.
  expect(seen.right, JSON.stringify(seen)).toBeGreaterThan(10_000);
  expect(Math.min(seen.lost, seen.told, seen.unknown), JSON.stringify(seen)).toBeGreaterThan(20);
  expect(callers.department.calls.length).toBeLessThan(5_000);
});
