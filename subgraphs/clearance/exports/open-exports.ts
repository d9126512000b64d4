import type { ExportParts } from './export-resolvers.ts';
import { EXPORT_SETTINGS, type ExportSettings } from './export-settings.ts';
import { type Exporting, type ExportingParts, startExports } from './run/start-exports.ts';

/** Exports of one process: what its resolvers need, and its part of the writing. */
export interface OpenExports extends Pick<ExportParts, 'settings' | 'onOrdered' | 'onEnded'> {
  /** Begins to write what was ordered, here or elsewhere; nothing where this process writes none. */
  readonly start: () => Pick<Exporting, 'stop'>;
}

/** Puts exports together. @param parts.settings null: the usual limits, and this process writes none */
export function openExports(
  parts: Omit<ExportingParts, 'settings'> & { readonly settings: ExportSettings | null },
): OpenExports {
  const { settings } = parts;
  let exporting: Exporting | undefined;
  return {
    settings: settings ?? EXPORT_SETTINGS,
    onOrdered: () => exporting?.wake(),
    onEnded: parts.onEnded,
    start: () => {
      exporting = settings ? startExports({ ...parts, settings }) : undefined;
      return { stop: async () => exporting?.stop() };
    },
  };
}
