import { useEffect, useState } from 'react';
import type { NoData } from '../app/graph/answer.ts';
import { readPatiently } from './read-patiently.ts';
import type { Choice, ReadReport, Report } from './report.ts';

/** How far a report is. */
export type ReportState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'shown'; readonly report: ReadReport }
  | { readonly kind: 'fault'; readonly fault: NoData };

/** Reads a report, again whenever the choice is another; an answer to an earlier choice is dropped. */
export function useReport(report: Report, choice: Choice): readonly [ReportState, retry: () => void] {
  const [state, setState] = useState<ReportState>({ kind: 'reading' });
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn reads again
  useEffect(() => {
    let isLatest = true;
    setState({ kind: 'reading' });
    void readPatiently(
      () => report.read(choice),
      () => isLatest,
    ).then((answer) => {
      if (!isLatest) return;
      setState(
        answer.kind === 'data' ? { kind: 'shown', report: answer.data } : { kind: 'fault', fault: answer },
      );
    });
    return () => {
      isLatest = false;
    };
  }, [report, choice, turn]);
  return [state, () => setTurn((last) => last + 1)];
}
