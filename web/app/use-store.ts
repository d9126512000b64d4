import { useSyncExternalStore } from 'react';
import type { Store } from './store.ts';

/** The value of a store, as long as the component is shown. */
export function useStore<Value>(store: Store<Value>): Value {
  return useSyncExternalStore(store.subscribe, store.get);
}
