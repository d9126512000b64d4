import { useEffect, useState } from 'react';
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

/** Reads which classes there are, once; null until then, and where it cannot be read. */
export function useClasses(): Classes | null {
  const [classes, setClasses] = useState<Classes | null>(null);
  useEffect(() => {
    let isWanted = true;
    void readPatiently(
      () => ask(ReportClassesDocument, {}),
      () => isWanted,
    ).then((answer) => {
      const report = answer.kind === 'data' ? answer.data.clearanceReport : null;
      if (!isWanted || report === null) return;
      const [usual = null] = report.classYears;
      const years = new Set([...(usual === null ? [] : [usual]), ...report.model.classYears]);
      setClasses({ years: [...years].sort((one, other) => other - one), usual });
    });
    return () => {
      isWanted = false;
    };
  }, []);
  return classes;
}
