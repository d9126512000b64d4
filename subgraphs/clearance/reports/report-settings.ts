import { z } from 'zod';
import { REPORT_SETTINGS, type ReportSettings } from './report-ports.ts';

const perSecond = z.coerce.number().int().min(1).max(1_000);
const seconds = z.coerce.number().int().min(1).max(86_400);

/**
 * Reads how the read model is fed: `REPORTS` (`on` or `off`), `REPORTS_READS_PER_SECOND` (to each source, 1 to 1,000,
 * default 10), `REPORTS_POLL_SECONDS` (between two readings of a source without events, default 300).
 *
 * @param faults takes a sentence for each fault
 * @returns null where nothing is to be kept up to date
 */
export function readReportSettings(env: NodeJS.ProcessEnv, faults: string[]): ReportSettings | null {
  const number = (key: string, schema: z.ZodType<number>, normal: number, what: string) => {
    if (!env[key]) return normal;
    const parsed = schema.safeParse(env[key]);
    if (!parsed.success) faults.push(`${key}: must be ${what}`);
    return parsed.success ? parsed.data : normal;
  };
  const settings = {
    ...REPORT_SETTINGS,
    perSecond: number(
      'REPORTS_READS_PER_SECOND',
      perSecond,
      REPORT_SETTINGS.perSecond,
      'a whole number of requests a second, 1 to 1000',
    ),
    pollMs:
      1_000 *
      number(
        'REPORTS_POLL_SECONDS',
        seconds,
        REPORT_SETTINGS.pollMs / 1_000,
        'a whole number of seconds, 1 to 86400',
      ),
  };
  if (env.REPORTS && env.REPORTS !== 'on' && env.REPORTS !== 'off') faults.push('REPORTS: must be on or off');
  return env.REPORTS === 'off' ? null : settings;
}
