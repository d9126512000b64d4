import type { LocalizedText } from '../service/contact.ts';
import type { Doubt } from './doubt.ts';
import type { Staged } from './stage-rows.ts';
import type { Tally } from './tally.ts';

/** What the person says about the file. */
export interface ImportOptions {
  readonly encoding?: 'utf-8' | 'gb18030' | undefined;
  readonly delimiter?: ',' | '\t' | ';' | undefined;
  /** When the export was made; default: the file's time of last change. */
  readonly asOf?: Date | undefined;
  /** The file is complete for its kind: what it lacks is closed. */
  readonly snapshot: boolean;
  /** Say what would happen, and write nothing. */
  readonly dryRun: boolean;
  /** The person has looked at the number of verdicts that turn to passed, or of rows that are closed, and means it. */
  readonly acceptFlips: boolean;
}

/** What was found in the file. */
export interface FileReport extends Staged {
  /** Kind of file, recognised by its header, e.g. `finance-charges`. */
  readonly kind: string;
  readonly asOf: Date;
  /** Where the rejected lines stand; null where there are none. */
  readonly rejectsFile: string | null;
  /** Whether the registry was asked who is a student. */
  readonly rosterChecked: boolean;
}

/** How an import ended. */
export type ImportResult =
  | { readonly kind: 'done'; readonly id: string; readonly file: FileReport; readonly tally: Tally }
  | {
      readonly kind: 'dry-run';
      readonly file: FileReport;
      readonly tally: Tally;
      /** Why the real import would be refused; null where it would not. */
      readonly warning: Doubt | null;
    }
  | {
      readonly kind: 'refused';
      readonly code: Doubt['code'];
      readonly reason: LocalizedText;
      /** Null where the file could not be read. */
      readonly file: FileReport | null;
      readonly tally: Tally | null;
    };

/** How far an import has come: `share` of its phase, 0 to 1. */
export interface Progress {
  readonly phase: 'read' | 'try' | 'write' | 'undo';
  readonly share: number;
  readonly rows: number;
}
