import { expect, test } from 'vitest';
import { defaultBudget, type ReadBudget } from '../../../gateway/upstream/resilience/budget.ts';
import {
  type Attempt,
  createDepartmentGuard,
  type DepartmentGuard,
} from '../../../gateway/upstream/resilience/department-guard.ts';
import { until } from '../kit/until.ts';

const never = new AbortController().signal;
const guardWith = (budget: Partial<ReadBudget> = {}) =>
  createDepartmentGuard({ ...defaultBudget, retryMost: 0, retryShare: 0, ...budget }, () => 0);

function read(guard: DepartmentGuard, attempt: () => Promise<Attempt<string>>, signal = never) {
  return guard.read({ signal, attempt, refused: (why) => why });
}

const ending = (verdict: Attempt<string>['verdict']) => async () => ({ value: verdict, verdict });

test('half of ten reads that failed: the department is left alone', async () => {
  const guard = guardWith();
  for (let n = 0; n < 5; n++) await read(guard, ending('fine'));
  for (let n = 0; n < 4; n++) await read(guard, ending('failed'));
  expect(guard.state()).toBe('closed');
  await read(guard, ending('failed'));
  expect(guard.state()).toBe('open');
  expect(await read(guard, ending('fine'))).toBe('left alone');
});

test('nine failures in a row conclude nothing', async () => {
  const guard = guardWith();
  for (let n = 0; n < 9; n++) await read(guard, ending('failed'));
  expect(guard.state()).toBe('closed');
});

test('after the pause one read tries; the others fail at once; its success lets all through again', async () => {
  const guard = guardWith({ openMs: 50 });
  for (let n = 0; n < 10; n++) await read(guard, ending('failed'));
  const probe = Promise.withResolvers<void>();
  let tried: Promise<string> | undefined;
  await until('the department is tried', async () => {
    tried = read(guard, () => probe.promise.then(ending('fine')));
    return guard.state() === 'half-open';
  });
  expect(await read(guard, ending('fine'))).toBe('left alone');
  probe.resolve();
  expect(await tried).toBe('fine');
  expect(guard.state()).toBe('closed');
  expect(await read(guard, ending('fine'))).toBe('fine');
});

test('a probe that fails leaves the department alone for another pause', async () => {
  const guard = guardWith({ openMs: 50 });
  for (let n = 0; n < 10; n++) await read(guard, ending('failed'));
  await until('the department is tried', async () => (await read(guard, ending('failed'))) === 'failed');
  expect(guard.state()).toBe('open');
});

test('so many at once, so many wait, the rest is refused', async () => {
  const guard = guardWith({ inFlight: 2, waiting: 1 });
  const open = Promise.withResolvers<void>();
  let underWay = 0;
  const slow = async () => {
    underWay++;
    await open.promise;
    return { value: 'done', verdict: 'fine' } as const;
  };
  const reads = [read(guard, slow), read(guard, slow), read(guard, slow), read(guard, slow)];
  expect(await reads[3]).toBe('too many waiting');
  expect(underWay).toBe(2);
  open.resolve();
  expect(await Promise.all(reads.slice(0, 3))).toEqual(['done', 'done', 'done']);
});

test('who waits for a turn longer than the request lasts is told so', async () => {
  const guard = guardWith({ inFlight: 1 });
  const open = Promise.withResolvers<void>();
  const first = read(guard, () => open.promise.then(ending('fine')));
  const request = new AbortController();
  const waiting = read(guard, ending('fine'), request.signal);
  request.abort();
  expect(await waiting).toBe('waited too long');
  open.resolve();
  expect(await first).toBe('fine');
});

test('what certainly did nothing is tried once more, anything else is not', async () => {
  const guard = guardWith({ retryMost: 10 });
  const counting = (verdicts: Attempt<string>['verdict'][]) => {
    let asked = 0;
    const attempt = async () => {
      const verdict = verdicts[Math.min(asked++, verdicts.length - 1)] ?? 'fine';
      return { value: `${verdict} ${asked}`, verdict };
    };
    return attempt;
  };
  expect(await read(guard, counting(['may-retry', 'fine']))).toBe('fine 2');
  expect(await read(guard, counting(['may-retry']))).toBe('may-retry 2');
  expect(await read(guard, counting(['failed', 'fine']))).toBe('failed 1');
});

test('retries are at most a tenth of the reads on the long run', async () => {
  const guard = guardWith({ retryMost: 2, retryShare: 0.1, breakLeast: 10_000 });
  let attempts = 0;
  for (let n = 0; n < 100; n++)
    await read(guard, async () => {
      attempts++;
      return { value: '', verdict: 'may-retry' };
    });
  expect(attempts - 100).toBeGreaterThanOrEqual(11);
  expect(attempts - 100).toBeLessThanOrEqual(12);
});
