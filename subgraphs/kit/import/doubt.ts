import type { LocalizedText } from '../service/contact.ts';

/** Why a file is not imported as it is. */
export interface Doubt {
  readonly code:
    | 'file'
    | 'as-of-ahead'
    | 'older-than-known'
    | 'rejects-in-snapshot'
    | 'empty-snapshot'
    | 'closes-too-much'
    | 'flips-too-much';
  readonly reason: LocalizedText;
}
