import { z } from 'zod';

/** What one person may export, and how exports are written. */
export interface ExportSettings {
  /** Rows of one file at most. */
  readonly mostRows: number;
  /** Exports of one person in 24 hours at most. */
  readonly perDay: number;
  /** Milliseconds that a file is kept. */
  readonly keepMs: number;
  /** Rows that are read and stored together. */
  readonly pageRows: number;
  /** Milliseconds after which another process goes on with what one has left; longer than a page takes. */
  readonly leaseMs: number;
}

/** 200,000 rows, 20 a day, kept for 24 hours. */
export const EXPORT_SETTINGS: ExportSettings = {
  mostRows: 200_000,
  perDay: 20,
  keepMs: 24 * 3_600_000,
  pageRows: 500,
  leaseMs: 15_000,
};

/**
 * Reads the limits of exports: `EXPORT_MOST_ROWS` (1 to 1,000,000, default 200,000), `EXPORTS_PER_DAY` (of one person, 1 to 1,000,
 * default 20), `EXPORT_KEEP_HOURS` (1 to 168, default 24).
 *
 * @param faults takes a sentence for each fault
 */
export function readExportSettings(env: NodeJS.ProcessEnv, faults: string[]): ExportSettings {
  const number = (key: string, most: number, normal: number): number => {
    if (!env[key]) return normal;
    const parsed = z.coerce.number().int().min(1).max(most).safeParse(env[key]);
    if (!parsed.success) faults.push(`${key}: must be a whole number, 1 to ${most}`);
    return parsed.success ? parsed.data : normal;
  };
  const { mostRows, perDay, keepMs } = EXPORT_SETTINGS;
  return {
    ...EXPORT_SETTINGS,
    mostRows: number('EXPORT_MOST_ROWS', 1_000_000, mostRows),
    perDay: number('EXPORTS_PER_DAY', 1_000, perDay),
    keepMs: 3_600_000 * number('EXPORT_KEEP_HOURS', 168, keepMs / 3_600_000),
  };
}
