import type { ArchivesRecord } from '../../subgraphs/archives/records.ts';
import type { Random, Weighted } from './random.ts';

const EXCEPTIONS = 0.065;

/** Texts with which the archives do not pass anyone; `unknown`: they have no record at all. */
const LABELS: readonly Weighted<string | null | 'unknown'>[] = [
  [60, null],
  [6, ''],
  [26, '未审核'],
  [6, '退回修改'],
  [2, 'unknown'],
];

/** The student at the archives; null where the archives do not know them. */
export function syntheticArchives(studentId: string, random: Random): ArchivesRecord | null {
  const thesisLabel = random.chance(EXCEPTIONS) ? random.weighted(LABELS) : '已审核';
  return thesisLabel === 'unknown' ? null : { studentId, thesisLabel, asOf: null };
}
