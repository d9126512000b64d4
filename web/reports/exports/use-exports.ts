import { useCallback, useEffect, useState } from 'react';
import type { Told } from '../../app/graph/told.ts';
import { expired } from '../../app/session.ts';
import { exportsTexts } from '../../texts/exports.ts';
import type { Bilingual } from '../../texts/language.ts';
import { cancelExport, type Export, orderExport, readExports } from './exports-client.ts';

/** The reader's exports, and what can be done with them. */
export interface Exports {
  /** Newest first; null: being read. */
  readonly list: readonly Export[] | null;
  /** What became of what was last done; null: nothing was. */
  readonly notice: Bilingual | null;
  /** @returns whether it has begun */
  readonly order: (input: Parameters<typeof orderExport>[0]) => Promise<boolean>;
  /** Stops one that is under way, or removes its file. */
  readonly cancel: (one: Export) => Promise<void>;
}

/** While something is being written its progress is asked for this often; after a fault less. */
const LOOK_MS = 1_000;
const LOOK_AFTER_FAULT_MS = 5_000;

/** Reads the list when the page is opened, after each change, and again and again while one is under way. */
export function useExports(): Exports {
  const [list, setList] = useState<readonly Export[] | null>(null);
  const [notice, setNotice] = useState<Bilingual | null>(null);
  const [looks, setLooks] = useState({ count: 0, isFine: true });
  const read = useCallback(async () => {
    const answer = heard(await readExports());
    if (answer.kind === 'done') setList(answer.value);
    setLooks(({ count }) => ({ count: count + 1, isFine: answer.kind === 'done' }));
  }, []);
  useEffect(() => {
    void read();
  }, [read]);
  useEffect(() => {
    const isUnderWay = list === null || list.some(({ state }) => state === 'QUEUED' || state === 'RUNNING');
    // The first reading is under way already.
    if (!isUnderWay || looks.count === 0) return;
    const timer = setTimeout(() => void read(), looks.isFine ? LOOK_MS : LOOK_AFTER_FAULT_MS);
    return () => clearTimeout(timer);
  }, [list, looks, read]);
  const tell = async (doing: Promise<Told<unknown>>, sentence: Bilingual) => {
    const answer = heard(await doing);
    setNotice(answer.kind === 'done' ? sentence : answer.why);
    await read();
    return answer.kind === 'done';
  };
  return {
    list,
    notice,
    order: (input) => tell(orderExport(input), exportsTexts.started),
    cancel: async ({ id, state }) => {
      await tell(cancelExport(id), state === 'DONE' ? exportsTexts.removed : exportsTexts.cancelled);
    },
  };
}

function heard<Value>(answer: Told<Value>): Told<Value> {
  if (answer.kind === 'not-done' && answer.isLoggedOut) expired.set(true);
  return answer;
}
