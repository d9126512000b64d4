import type { StayRecord } from './records.ts';

/** What tells a student's rooms apart in the office's export: campus, compound, building and room. */
export function stayKey({
  campus,
  compound,
  building,
  room,
}: Pick<StayRecord, 'campus' | 'compound' | 'building' | 'room'>): string {
  return [campus, compound, building, room].map((part) => part ?? '').join('|');
}
