import { GraphQLError } from 'graphql';
import { pause } from '../../../../wire/events/pause.ts';
import {
  failExport,
  putExportOff,
  removeExpired,
  type TakenExport,
  takeExport,
} from '../jobs/export-runs.ts';
import type { OnExportEnded } from '../observe-exports.ts';
import { type WritingParts, writeExport } from './write-export.ts';

/** What writing exports in the background works with. */
export interface ExportingParts extends Omit<WritingParts, 'signal'> {
  readonly newId: () => string;
  readonly onEnded: OnExportEnded;
  readonly onTrouble: (trouble: Error) => void;
}

/** Exports at work in this process. */
export interface Exporting {
  /** Looks for an export at once; it looks every 2 s anyway. */
  readonly wake: () => void;
  /** Resolves once the page under way is stored; another process may go on at once. */
  readonly stop: () => Promise<void>;
}

const LOOK_MS = 2_000;
const RETRY_MS = 5_000;
const CLEAN_EVERY = 30;
/** Runs in a row that stored nothing; a crash counts as one. */
const MOST_ATTEMPTS = 5;

/** Writes exports one after another, and removes those whose time is over, until it is stopped. */
export function startExports(parts: ExportingParts): Exporting {
  const stopping = new AbortController();
  const { signal } = stopping;
  let woken = new AbortController();
  const rest = async () => {
    await pause(LOOK_MS, AbortSignal.any([signal, woken.signal]));
    if (woken.signal.aborted) woken = new AbortController();
  };
  const work = async () => {
    let troubled = false;
    for (let looks = 0; !signal.aborted; looks += 1) {
      try {
        if (looks % CLEAN_EVERY === 0) await removeExpired(parts.db);
        const holder = parts.newId();
        const taken = await takeExport(parts.db, holder, parts.settings.leaseMs);
        if (taken) await runExport({ ...parts, signal }, taken, holder);
        else await rest();
        troubled = false;
      } catch (cause) {
        if (!troubled && !signal.aborted) parts.onTrouble(trouble(cause));
        troubled = true;
        await rest();
      }
    }
  };
  const ended = work();
  return {
    wake: () => woken.abort(),
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
}

async function runExport(
  parts: WritingParts & Pick<ExportingParts, 'onEnded'>,
  taken: TakenExport,
  holder: string,
): Promise<void> {
  const { db, settings, onEnded } = parts;
  const fail = async (failure: Parameters<typeof failExport>[3]) => {
    if (await failExport(db, taken.id, holder, failure, settings.keepMs)) onEnded(taken.id, 'failed');
  };
  if (taken.attempts > MOST_ATTEMPTS) return fail('EXPORT_TROUBLE');
  try {
    const written = await writeExport(parts, taken, holder);
    if (written.kind === 'failed') return await fail(written.failure);
    if (written.kind === 'ready') onEnded(taken.id, 'ready');
    if (written.kind === 'stopped') await putExportOff(db, taken.id, holder, 0);
  } catch (cause) {
    // Whoever ordered it may not have it any more: the role, a department, or the schema is another.
    if (cause instanceof GraphQLError) return fail('EXPORT_QUERY_UNFIT');
    await putExportOff(db, taken.id, holder, RETRY_MS);
    throw cause;
  }
}

function trouble(cause: unknown): Error {
  const told = new Error('Exports', { cause });
  told.name = 'Exports';
  return told;
}
