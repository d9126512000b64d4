import { type RefObject, useEffect, useRef } from 'react';

/** A place that takes the focus when it appears, and again when it shows something else than before. */
export function useFocusOnShow<Place extends HTMLElement>(shown: unknown): RefObject<Place | null> {
  const place = useRef<Place>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another answer may be shown in the same place
  useEffect(() => place.current?.focus(), [shown]);
  return place;
}
