import { createEntitySource } from '../../reads/department-http.ts';
import type { ReportingParts } from '../feed/reporting-parts.ts';
import { createPace, type Pace } from './pace.ts';
import { readRosterPage } from './read-roster.ts';
import { readVerdicts, sweepSelection } from './read-verdicts.ts';
import { sweepDepartmentPage } from './sweep-department.ts';
import { sweepRosterPage } from './sweep-roster.ts';
import { type PageResult, type SweepWorker, startSweepWorker } from './sweep-worker.ts';
import { requestMissing, type TakenSweep } from './sweeps.ts';

/** What sweeping all sources works with. */
export interface SourceSweepsParts extends ReportingParts {
  readonly sources: readonly string[];
  /** Whether a source is followed by its events at this moment. */
  readonly isFollowed: (source: string) => boolean;
  readonly troubled: (what: string) => (cause: unknown) => void;
  readonly signal: AbortSignal;
}

/** One request; a hundred students with their reasons. */
const TIMEOUT_MS = 10_000;
/** Students of a department's page: what is lost at most where a sweep is broken off. */
const PAGE_SIZE = 500;

/** Works on the sweeps of all sources that have an address, each at its own pace. */
export function startSourceSweeps(parts: SourceSweepsParts) {
  const { db, settings, addressOf, elapsed, isFollowed, troubled, signal } = parts;
  const departments = parts.sources.filter((source) => source !== 'registry');
  const wake = () => {
    for (const worker of workers) worker.wake();
  };
  const workers: SweepWorker[] = parts.sources.flatMap((source) => {
    const address = addressOf(source);
    if (!address) return [];
    const pace = createPace(Math.min(settings.perSecond, address.perSecond ?? settings.perSecond), elapsed);
    const page =
      source === 'registry'
        ? rosterPage(parts, address.url, pace)
        : departmentPage(parts, source, address.url, pace);
    return [
      startSweepWorker({
        db,
        source,
        page,
        isFollowed: () => isFollowed(source),
        onTrouble: troubled(`ReportSweep ${source}`),
        onReconciled: ({ rows, drift, unread }) => {
          if (drift > 0) troubled(`ReportDrift ${source} ${drift}/${rows}`)(null);
          if (unread > 0) troubled(`ReportUnread ${source} ${unread}/${rows + unread}`)(null);
        },
        // Who is new on a roster may be known to departments for long.
        ...(source === 'registry' && { onChanged: () => requestMissing(db, departments).then(wake) }),
        lookMs: settings.lookMs,
        signal,
      }),
    ];
  });
  return {
    wake,
    ended: Promise.all(workers.map(({ ended }) => ended)),
  };
}

type DoPage = (sweep: TakenSweep) => Promise<PageResult>;

function rosterPage({ db, token, signal }: SourceSweepsParts, url: string, pace: Pace): DoPage {
  return async (sweep) => {
    const step = await sweepRosterPage(db, sweep, async (after) => {
      await pace(signal);
      return readRosterPage(url, () => token('registry'), after);
    });
    return step ? { kind: 'went-on', cursor: step.cursor } : { kind: 'lost' };
  };
}

function departmentPage(parts: SourceSweepsParts, source: string, url: string, pace: Pace): DoPage {
  const { db, token, settings, isFollowed, now, signal } = parts;
  const asking = { token: () => token(source), timeoutMs: TIMEOUT_MS };
  const entities = createEntitySource(url, sweepSelection(source), asking);
  signal.addEventListener('abort', () => void entities.close(), { once: true });
  return async (sweep) => {
    const outcome = await sweepDepartmentPage(
      {
        db,
        read: async (ids) => {
          await pace(signal);
          return readVerdicts(entities, ids, now());
        },
        graceMs: isFollowed(source) ? settings.graceMs : 0,
        pageSize: PAGE_SIZE,
        signal,
      },
      sweep,
    );
    return outcome.kind === 'done' ? { kind: 'went-on', cursor: outcome.step.cursor } : outcome;
  };
}
