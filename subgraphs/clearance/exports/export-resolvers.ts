import type { Kysely } from 'kysely';
import type { Viewer } from '../../kit/graph/viewer.ts';
import type { ServiceProfile } from '../../kit/service/profile.ts';
import type { ClearanceTables } from '../database/tables.ts';
import { badInput, requireText } from '../record/input-text.ts';
import { readPage, toConnection } from '../record/page.ts';
import type { CurrentModel } from '../reports/figures/live-model.ts';
import { readQueryText } from '../saved-queries/query-text.ts';
import type { Resolvers, StartExportInput } from '../schema.generated.ts';
import type { ExportSettings } from './export-settings.ts';
import { filterSummary } from './filter-summary.ts';
import { type ExportOrder, orderExport } from './jobs/order-export.ts';
import { cancelExport, findExport, listExports } from './jobs/own-exports.ts';
import { requireExporter } from './may-export.ts';
import type { OnExportEnded } from './observe-exports.ts';
import { presentExport } from './present-export.ts';
import { type ExportRefused, exportRefused, exportUnfit } from './problems.ts';
import { readExportQuery } from './query/read-export-query.ts';
import { studentsOf, viewFor } from './run/export-view.ts';

const PURPOSE_SHORTEST = 5;
const PURPOSE_LENGTH = 200;

/** What the resolvers of exports work with. */
export interface ExportParts {
  readonly db: Kysely<ClearanceTables>;
  readonly profile: ServiceProfile;
  readonly model: CurrentModel;
  readonly settings: ExportSettings;
  /** Told that something was ordered. */
  readonly onOrdered: () => void;
  readonly onEnded: OnExportEnded;
}

/** Exports: registrars and staff order, follow and cancel their own. */
export function createExportResolvers(parts: ExportParts) {
  const { db, settings, onOrdered, onEnded } = parts;
  return {
    Query: {
      export: async (_parent, { id }, { viewer }) => {
        const found = await findExport(db, requireExporter(viewer), id);
        return found && presentExport(found, settings);
      },
      exports: async (_parent, args, { viewer }) => {
        const actor = requireExporter(viewer);
        const page = readPage(args, 100);
        const rows = await listExports(db, actor, page);
        return toConnection(
          rows.map(({ number, node }) => ({ number, node: presentExport(node, settings) })),
          page,
        );
      },
    },
    Mutation: {
      startExport: async (_parent, { input }, { viewer }) => {
        const actor = requireExporter(viewer);
        const order = await readOrder(parts, viewer, input);
        if ('__typename' in order) return order;
        const outcome = await orderExport(db, actor, order, settings.perDay);
        if (outcome.kind === 'refused') return exportRefused(outcome.code, settings, outcome.retryAfterMs);
        onOrdered();
        return { __typename: 'ExportStarted', export: presentExport(outcome.row, settings) };
      },
      cancelExport: async (_parent, { input }, { viewer }) => {
        const outcome = await cancelExport(db, requireExporter(viewer), input.id, settings.keepMs);
        if (outcome.kind === 'refused') return exportRefused(outcome.code, settings);
        onEnded(outcome.row.id, 'cancelled');
        return { __typename: 'ExportCancelled', export: presentExport(outcome.row, settings) };
      },
    },
  } satisfies Resolvers;
}

async function readOrder(
  { profile, model, settings }: ExportParts,
  viewer: Viewer,
  input: StartExportInput,
): Promise<ExportOrder | ExportRefused> {
  const purpose = readPurpose(input.purpose);
  const text = readQueryText(input.document, input.variables ?? null);
  if (text.kind === 'refused' && text.code === 'VARIABLES_NOT_JSON')
    return exportRefused(text.code, settings);
  const given = text.kind === 'text' ? text : { document: input.document, variables: null };
  const query = readExportQuery(given.document, JSON.parse(given.variables ?? '{}'));
  if (query.kind === 'unfit') return exportUnfit(query.message);
  const { scope } = viewFor(viewer, query.filter, profile);
  const totalRows = studentsOf(await model(), scope).length;
  if (totalRows > settings.mostRows) return exportRefused('EXPORT_TOO_LARGE', settings);
  const { document, variables } = given;
  return { document, variables, format: input.format, purpose, totalRows, filter: filterSummary(scope) };
}

/** What it is for: said in so many words that somebody who reads the audit log understands it. */
function readPurpose(text: string): string {
  const purpose = requireText(text, 'purpose', PURPOSE_LENGTH);
  if ([...purpose].length >= PURPOSE_SHORTEST) return purpose;
  throw badInput(
    'purpose',
    `应为 ${PURPOSE_SHORTEST} 至 ${PURPOSE_LENGTH} 个字符，说明导出的用途`,
    `must have ${PURPOSE_SHORTEST} to ${PURPOSE_LENGTH} characters that say what the export is for`,
  );
}
