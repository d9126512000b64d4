/** Does work now or, where so much is under way, when its turn has come. Resolves when it is done. */
export type Line = (work: () => Promise<void>) => Promise<void>;

/** A line, first come, first served. @param atOnce works under way */
export function createLine(atOnce: number): Line {
  const waiting: (() => void)[] = [];
  let underWay = 0;
  return async (work) => {
    if (underWay >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else underWay++;
    try {
      await work();
    } finally {
      // The place is handed on, not given up, or whoever comes now would take it.
      const next = waiting.shift();
      if (next === undefined) underWay--;
      else next();
    }
  };
}
