import { once } from 'node:events';
import type { EventFeed } from '../../../subgraphs/kit/events/event-feed.ts';
import { BEGINNING } from '../../../wire/events/cursor.ts';

/** Events of a subgraph where nothing ever changes: followers wait. */
export const quietFeed: EventFeed = {
  newest: async () => BEGINNING,
  // biome-ignore lint/correctness/useYield: nothing ever happens
  follow: async function* (_after, signal) {
    if (!signal.aborted) await once(signal, 'abort');
  },
  close: () => {},
};
