import type { ReportsCommand } from '../reports/command.ts';
import type { RolesCommand } from '../roles/command.ts';

/** What a command line asks of the departments' files, the roles, or the reports; plain JSON, since it may travel to the process with the database. */
export type TransferCommand =
  | {
      readonly kind: 'import';
      readonly department: string;
      /** Absolute. */
      readonly file: string;
      readonly options: {
        readonly encoding?: 'utf-8' | 'gb18030';
        readonly delimiter?: ',' | '\t' | ';';
        /** ISO 8601 instant; default: the file's time of last change. */
        readonly asOf?: string;
        readonly snapshot: boolean;
        readonly dryRun: boolean;
        readonly acceptFlips: boolean;
      };
    }
  | { readonly kind: 'undo'; readonly id: string }
  | { readonly kind: 'list' }
  | { readonly kind: 'roles'; readonly command: RolesCommand }
  | { readonly kind: 'reports'; readonly command: ReportsCommand }
  | {
      readonly kind: 'export';
      readonly department: string;
      /** Absolute; exists. */
      readonly directory: string;
      readonly kindName?: string;
    };

/** What a command says while it runs, in order; the last one is `end`. */
export type TransferMessage =
  | { readonly kind: 'progress'; readonly text: string }
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'end'; readonly status: ExitStatus };

/** 0 done, 1 refused or failed, 2 not understood, 3 done with something left out. */
export type ExitStatus = 0 | 1 | 2 | 3;
