import { session } from '../session.ts';
import { useStore } from '../use-store.ts';

/** The role that the reader acts in; null: none, or it is not known yet. */
export function useRole(): string | null {
  const who = useStore(session);
  return who.kind === 'person' ? who.role : null;
}
