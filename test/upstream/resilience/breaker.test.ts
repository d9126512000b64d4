import { expect, test } from 'vitest';
import { type BreakerState, createBreaker } from '../../../gateway/upstream/resilience/breaker.ts';
import { defaultBudget } from '../../../gateway/upstream/resilience/budget.ts';

function openBreaker() {
  const clock = { now: 1_000_000 };
  const states: BreakerState[] = [];
  const breaker = createBreaker(
    defaultBudget,
    () => clock.now,
    (state) => states.push(state),
  );
  const end = (times: number, isFine: boolean) => {
    for (let n = 0; n < times; n++) breaker.ended('admitted', isFine);
  };
  return { breaker, clock, states, end };
}

const { breakWindowMs, openMs } = defaultBudget;

test('what failed longer ago than the window says nothing', () => {
  const { breaker, clock, end } = openBreaker();
  end(9, false);
  clock.now += breakWindowMs;
  end(9, false);
  expect(breaker.state()).toBe('closed');
  end(1, false);
  expect(breaker.state()).toBe('open');
});

test('within the window failures add up from second to second', () => {
  const { breaker, clock, end } = openBreaker();
  for (let n = 0; n < 10; n++) {
    expect(breaker.state()).toBe('closed');
    end(1, false);
    clock.now += breakWindowMs / 11;
  }
  expect(breaker.state()).toBe('open');
});

test('less than half of many concludes nothing', () => {
  const { breaker, end } = openBreaker();
  end(51, true);
  end(50, false);
  expect(breaker.state()).toBe('closed');
  end(1, false);
  expect(breaker.state()).toBe('open');
});

test('an open one refuses until its time is over, then lets one call through and no other', () => {
  const { breaker, clock, end } = openBreaker();
  end(10, false);
  clock.now += openMs - 1;
  expect(breaker.admit()).toBe('refused');
  clock.now += 1;
  expect([breaker.admit(), breaker.admit()]).toEqual(['trial', 'refused']);
});

test('what began before the trial and ends during it neither closes nor opens', () => {
  const { breaker, clock, states, end } = openBreaker();
  end(10, false);
  clock.now += openMs;
  breaker.admit();
  end(20, false);
  end(20, true);
  expect(states).toEqual(['open', 'half-open']);
});

test('a trial that is fine closes it, and nothing from before is held against the department', () => {
  const { breaker, clock, states, end } = openBreaker();
  end(10, false);
  clock.now += openMs;
  breaker.ended(breaker.admit(), true);
  end(9, false);
  expect(breaker.state()).toBe('closed');
  expect(states).toEqual(['open', 'half-open', 'closed']);
});

test('a trial that fails begins another pause', () => {
  const { breaker, clock, end } = openBreaker();
  end(10, false);
  clock.now += openMs;
  breaker.ended(breaker.admit(), false);
  clock.now += openMs - 1;
  expect(breaker.admit()).toBe('refused');
});
