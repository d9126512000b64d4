import type { Kysely } from 'kysely';
import { createServiceSigner } from '../../../wire/identity/service-token.ts';
import type { SubgraphDependencies } from '../../kit/subgraph.ts';
import type { ClearanceTables } from '../database/tables.ts';
import type { ClearancePorts } from '../ports.ts';
import type { FreshReads } from '../reads/fresh-reads.ts';
import { closeReviewCase, openReviewCase } from '../record/review-cases.ts';
import { followDepartments } from './follow-departments.ts';
import type { ReviewCases } from './look-again.ts';
import { startWatcher } from './watcher.ts';

/** What watching submissions works with. */
export interface WatchingParts extends Pick<SubgraphDependencies, 'profile' | 'now' | 'serviceKeys'> {
  readonly db: Kysely<ClearanceTables>;
  readonly reads: FreshReads;
  readonly addressOf: ClearancePorts['addressOf'];
  readonly onTrouble: ClearancePorts['onTrouble'];
}

/**
 * Watches submissions until their diplomas are handed over: after each commit, and whenever a department tells of a
 * change, the departments are read again; a fail opens a review case.
 *
 * Without service keys no department lets its events be followed; then all of them are asked every 5 minutes.
 */
export function startWatching(parts: WatchingParts): { readonly stop: () => Promise<void> } {
  const { db, reads, profile, now, serviceKeys, addressOf } = parts;
  const cases: ReviewCases = {
    open: async (serial, { contact, version, reasons }) => {
      if (version === null) return;
      await openReviewCase(db, { serial, department: contact.code, version, reasons });
    },
    close: async (serial, { contact, version }) => {
      if (version !== null) await closeReviewCase(db, { serial, department: contact.code, version });
    },
  };
  const troubled = (what: string, cause: unknown) => {
    const trouble = new Error(what, { cause });
    trouble.name = what;
    parts.onTrouble(trouble);
  };
  const watcher = startWatcher({ db, reads, cases, onTrouble: (cause) => troubled('WatchRound', cause) });
  const codes = [...new Set(profile.classes.flatMap(({ requires }) => requires))];
  const departments = codes.flatMap((name) => {
    const url = addressOf(name)?.url;
    return url === undefined ? [] : [{ name, eventsUrl: eventsUrlOf(url) }];
  });
  const token = serviceKeys
    ? createServiceSigner(serviceKeys, 'clearance', now)
    : () => Promise.reject(new Error('There are no service keys.'));
  const stopFollowing = followDepartments({
    db,
    departments,
    token,
    onDue: watcher.wake,
    onTrouble: (name, cause) => troubled(`EventsOf ${name}`, cause),
    now,
  });
  return {
    stop: async () => {
      await stopFollowing();
      await watcher.stop();
    },
  };
}

/** A subgraph serves its events beside its graph: `…/graphql` and `…/events`. */
function eventsUrlOf(graphqlUrl: string): string {
  return new URL('events', graphqlUrl).href;
}
