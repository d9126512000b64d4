import type { Guide, Site } from '../show/graph-types.ts';
import { firstGuide } from './first-asks.ts';
import type { NoData } from './graph/answer.ts';
import { createStore, type Store } from './store.ts';

/** Guide and site of this class year; `guide` is null where the profile has none. */
export type SiteState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'shown'; readonly site: Site; readonly guide: Guide | null }
  | { readonly kind: 'fault'; readonly fault: NoData };

/** What differs between class years, as the graph tells it. */
export const siteState: Store<SiteState> = createStore<SiteState>({ kind: 'reading' });

/** Reads guide and site into the store; never rejects. */
export async function readSite(): Promise<void> {
  const answer = await firstGuide();
  if (answer.kind !== 'data') siteState.set({ kind: 'fault', fault: answer });
  else siteState.set({ kind: 'shown', site: answer.data.site, guide: answer.data.serviceGuide });
}

/** The guide with another answer to whether the reader keeps it. */
export function setFavorite(isFavorite: boolean): void {
  const state = siteState.get();
  if (state.kind === 'shown' && state.guide)
    siteState.set({ ...state, guide: { ...state.guide, isFavorite } });
}
