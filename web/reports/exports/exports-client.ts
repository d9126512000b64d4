import { ask } from '../../app/graph/ask.ts';
import { done, refused, type Told, told } from '../../app/graph/told.ts';
import {
  CancelExportDocument,
  type ExportFragment,
  ExportsDocument,
  StartExportDocument,
  type StartExportInput,
} from '../../graph.generated/graphql.ts';

/** An export that the reader ordered. */
export type Export = ExportFragment;

/** The newest twenty, newest first. */
export async function readExports(): Promise<Told<readonly Export[]>> {
  const answer = await ask(ExportsDocument, { first: 20 });
  return told(answer, ({ exports }) => (exports ? done(exports.nodes) : null));
}

/** Orders one. */
export async function orderExport(input: StartExportInput): Promise<Told<Export>> {
  const answer = await ask(StartExportDocument, { input }, { kind: 'change' });
  return told(answer, ({ startExport }) =>
    startExport?.__typename === 'ExportStarted' ? done(startExport.export) : refused(startExport),
  );
}

/** Stops one, or removes its file. */
export async function cancelExport(id: string): Promise<Told<Export>> {
  const answer = await ask(CancelExportDocument, { input: { id } }, { kind: 'change' });
  return told(answer, ({ cancelExport: payload }) =>
    payload?.__typename === 'ExportCancelled' ? done(payload.export) : refused(payload),
  );
}
