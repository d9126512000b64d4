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
  const create = () =>
    createSingleFlight<string>({
      holds: (value) => value !== 'refused',
      joined: (value) => `joined ${value}`,
    });

  test('runs once for all who ask meanwhile, and tells them that they joined', async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const flight = create();
    let runs = 0;
    const run = (id: string) =>
      flight.run(id, () => {
        runs++;
        return promise;
      });
    const answers = [run('a'), run('a'), run('b'), run('a')];
    resolve('done');
    expect(await Promise.all(answers)).toEqual(['done', 'joined done', 'done', 'joined done']);
    expect(runs).toBe(2);
    expect(await run('a')).toBe('done');
    expect(runs).toBe(3);
  });

  test('asks once more for all who joined and heard what may not hold any more, and no third time', async () => {
    const flight = create();
    const begun: PromiseWithResolvers<string>[] = [];
    const run = () =>
      flight.run('a', () => {
        const one = Promise.withResolvers<string>();
        begun.push(one);
        return one.promise;
      });
    const answers = [run(), run(), run()];
    begun[0]?.resolve('refused');
    expect(await answers[0]).toBe('refused');
    expect(begun).toHaveLength(2);
    begun[1]?.resolve('refused');
    expect(await Promise.all(answers)).toEqual(['refused', 'refused', 'joined refused']);
    expect(begun).toHaveLength(2);
  });

  test('is over after a failure, too', async () => {
    const flight = create();
    await expect(flight.run('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await flight.run('a', async () => 'yes')).toBe('yes');
  });
});
