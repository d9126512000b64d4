import type { Lang } from '../../texts/language.ts';
import { language } from '../language.ts';
import { useStore } from '../use-store.ts';

/** The reader's language. */
export function useLang(): Lang {
  return useStore(language);
}
