import { useEffect, useState } from 'react';
import type { Answer } from '../app/graph/answer.ts';
import { ask } from '../app/graph/ask.ts';
import { ReportClassesDocument } from '../graph.generated/graphql.ts';
import { readPatiently } from './read-patiently.ts';

/** What a reader can choose among. */
export interface Classes {
  /** Latest first. */
  readonly years: readonly number[];
  /** What is counted where none is chosen; null: all of them. */
  readonly usual: number | null;
}

/** The list has no button to try again, and reports can be read without it. */
const AGAIN_MS = 15_000;

/** Reads which classes there are, once; null until then: where it cannot be read, it is tried again as long as the page is open. */
export function useClasses(): Classes | null {
  const [classes, setClasses] = useState<Classes | null>(null);
  useEffect(() => {
    let isOpen = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async () => {
      const answer = await readPatiently(readClasses, () => isOpen);
      if (!isOpen) return;
      if (answer.kind === 'data') setClasses(answer.data);
      else if (answer.kind !== 'logged-out') timer = setTimeout(() => void read(), AGAIN_MS);
    };
    void read();
    return () => {
      isOpen = false;
      clearTimeout(timer);
    };
  }, []);
  return classes;
}

async function readClasses(): Promise<Answer<Classes>> {
  const answer = await ask(ReportClassesDocument, {});
  if (answer.kind !== 'data') return answer;
  const report = answer.data.clearanceReport;
  if (report === null)
    return { kind: 'refused', code: answer.faults[0]?.extensions?.code ?? 'INTERNAL_SERVER_ERROR' };
  const [usual = null] = report.classYears;
  const years = new Set([...report.classYears, ...report.model.classYears]);
  return { ...answer, data: { years: [...years].sort((one, other) => other - one), usual } };
}
