import { setTimeout } from 'node:timers/promises';

/** Resolves as soon as `holds` does; fails after `ms` milliseconds, saying what did not come true. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  ms = 5_000,
): Promise<void> {
  const end = performance.now() + ms;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`After ${ms} ms still not true: ${what}`);
    await setTimeout(20);
  }
}
