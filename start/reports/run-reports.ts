import { setTimeout as wait } from 'node:timers/promises';
import type { ReportSweeps } from '../../subgraphs/clearance/reports/sweep/report-sweeps.ts';
import type { ReportsCommand } from './command.ts';

/** Where a command's words go. */
export interface ReportsListener {
  readonly line: (text: string) => void;
  readonly progress: (text: string) => void;
}

/** Milliseconds between two looks, and until nobody seems to be at work. */
export interface ReportsTimes {
  readonly lookMs: number;
  readonly idleMs: number;
}

const TIMES: ReportsTimes = { lookMs: 500, idleMs: 20_000 };

/**
 * Asks for sweeps and watches them until they are done. The clearance service works on them, at the pace that is
 * configured for it; where the command is broken off they go on, and the same command watches them again.
 *
 * @returns 0 done, 1 where nobody is at work, 2 not understood, 3 done, but some rows could not be read
 */
export async function runReports(
  sweeps: ReportSweeps,
  { kind, sources }: ReportsCommand,
  { line, progress }: ReportsListener,
  { lookMs, idleMs }: ReportsTimes = TIMES,
): Promise<0 | 1 | 2 | 3> {
  const unknown = sources.find((source) => !sweeps.sources.includes(source));
  if (unknown !== undefined) {
    line(`没有来源 ${unknown}，只有 ${sweeps.sources.join('、')}。There is no source ${unknown}.`);
    return 2;
  }
  const ids = await sweeps.request(kind === 'rebuild' ? 'REBUILD' : 'RECONCILE', sources);
  let seen = '';
  for (let idle = 0; ; idle += lookMs) {
    const all = await sweeps.progress(ids);
    const now = all.map(({ source, rowsRead }) => `${source} ${rowsRead}`).join(', ');
    if (now !== seen) {
      progress(`已读 read: ${now}`);
      seen = now;
      idle = 0;
    }
    if (all.every(({ finishedAt }) => finishedAt !== null)) {
      for (const { source, rowsRead, rowsChanged, rowsUnread } of all)
        line(
          `${source}: 已读 ${rowsRead} 行，更正 ${rowsChanged} 行，未能读取 ${rowsUnread} 行 · ` +
            `${rowsRead} rows read, ${rowsChanged} changed, ${rowsUnread} could not be read`,
        );
      return all.some(({ rowsUnread }) => rowsUnread > 0) ? 3 : 0;
    }
    if (idle >= idleMs) {
      line(
        '没有进展：离校服务未运行，或来源没有应答。请求已保存，服务运行后会继续。' +
          'Nothing happens: the clearance service is not running, or a source does not answer. The request stays, and goes on with it.',
      );
      return 1;
    }
    await wait(lookMs);
  }
}
