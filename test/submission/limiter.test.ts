import { describe, expect, test } from 'vitest';
import { createLimiter } from '../../subgraphs/clearance/submission/limiter.ts';
import { createSingleFlight } from '../../subgraphs/clearance/submission/single-flight.ts';

describe('the limiter', () => {
  test('runs so many, queues so many, sheds the rest at once', async () => {
    const limiter = createLimiter(2, 3);
    const running = [await limiter.enter(1_000), await limiter.enter(1_000)];
    const queued = [limiter.enter(1_000), limiter.enter(1_000), limiter.enter(1_000)];
    expect(await limiter.enter(1_000)).toBeNull();
    for (const leave of running) leave?.();
    const next = [await queued[0], await queued[1]];
    expect(next.every((leave) => leave !== null)).toBe(true);
    next[0]?.();
    expect(await queued[2]).not.toBeNull();
  });

  test('sheds who has waited too long, and does not lose the turn', async () => {
    const limiter = createLimiter(1, 5);
    const leave = await limiter.enter(1_000);
    expect(await limiter.enter(5)).toBeNull();
    const patient = limiter.enter(1_000);
    leave?.();
    expect(await patient).not.toBeNull();
  });

  test('takes a turn back once only', async () => {
    const limiter = createLimiter(1, 0);
    const leave = await limiter.enter(0);
    leave?.();
    leave?.();
    expect(await limiter.enter(0)).not.toBeNull();
    expect(await limiter.enter(0)).toBeNull();
  });
});

describe('a single flight', () => {
  test('runs once for all who ask meanwhile, and tells them that they joined', async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const flight = createSingleFlight<string>();
    let runs = 0;
    const run = (id: string) =>
      flight.run(
        id,
        () => {
          runs++;
          return promise;
        },
        (value) => `joined ${value}`,
      );
    const answers = [run('a'), run('a'), run('b'), run('a')];
    resolve('done');
    expect(await Promise.all(answers)).toEqual(['done', 'joined done', 'done', 'joined done']);
    expect(runs).toBe(2);
    expect(await run('a')).toBe('done');
    expect(runs).toBe(3);
  });

  test('is over after a failure, too', async () => {
    const flight = createSingleFlight<string>();
    const same = (value: string) => value;
    await expect(flight.run('a', () => Promise.reject(new Error('no')), same)).rejects.toThrow('no');
    expect(await flight.run('a', async () => 'yes', same)).toBe('yes');
  });
});
