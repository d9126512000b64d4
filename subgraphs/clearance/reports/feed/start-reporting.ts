import { recordHours } from '../hours/record-hours.ts';
import { startSourceSweeps } from '../sweep/source-sweeps.ts';
import { requestSweeps } from '../sweep/sweeps.ts';
import { followSubmissions } from './follow-submissions.ts';
import { type FollowedVerdicts, followVerdicts } from './follow-verdicts.ts';
import type { ReportingParts } from './reporting-parts.ts';

/**
 * Keeps the read model up to date: follows the departments' events and our own, reads what tells of none from time to
 * time, works on sweeps that were asked for, and keeps the hours.
 */
export function startReporting(parts: ReportingParts): { readonly stop: () => Promise<void> } {
  const { db, profile, settings, addressOf, token, now } = parts;
  const stopping = new AbortController();
  const { signal } = stopping;
  const troubled = (what: string) => (cause: unknown) => {
    const trouble = new Error(what, { cause });
    trouble.name = what;
    if (!signal.aborted) parts.onTrouble(trouble);
  };
  const departments = [...new Set(profile.classes.flatMap(({ requires }) => requires))];
  const followed = new Map<string, FollowedVerdicts>();
  const sweeps = startSourceSweeps({
    ...parts,
    sources: ['registry', ...departments],
    isFollowed: (source) => followed.get(source)?.isFollowed() ?? false,
    troubled,
    signal,
  });
  for (const department of departments) {
    const url = addressOf(department)?.url;
    if (url === undefined) continue;
    const one = followVerdicts({
      db,
      department,
      eventsUrl: new URL('events', url).href,
      token: () => token(department),
      pollMs: settings.pollMs,
      onSweepWanted: sweeps.wake,
      onTrouble: troubled(`ReportEvents ${department}`),
      signal,
      now,
    });
    followed.set(department, one);
  }
  const pollRoster = () =>
    void requestSweeps(db, 'POLL', ['registry']).then(sweeps.wake, troubled('ReportRoster'));
  // The registry tells of no events.
  const polling = setInterval(pollRoster, settings.pollMs).unref();
  pollRoster();
  const work = [
    sweeps.ended,
    followSubmissions({ db, onTrouble: troubled('ReportSubmissions'), signal }),
    recordHours({ db, model: parts.model, onTrouble: troubled('ReportHours'), signal, now }),
  ];
  return {
    stop: async () => {
      clearInterval(polling);
      stopping.abort();
      await Promise.all([...work, ...[...followed.values()].map(({ ended }) => ended)]);
    },
  };
}
