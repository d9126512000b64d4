import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of manifests for a test, deleted at the end of the scope. */
export interface TestManifests extends AsyncDisposable {
  readonly directory: string;
}

/** The identifier of a text, as clients send it. */
export const idOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** Writes one manifest per client. */
export async function writeManifests(clients: Record<string, readonly string[]>): Promise<TestManifests> {
  const directory = await mkdtemp(join(tmpdir(), 'manifests-'));
  for (const [client, texts] of Object.entries(clients)) {
    const documents = Object.fromEntries(texts.map((text) => [idOf(text), text]));
    await writeFile(join(directory, `${client}.json`), JSON.stringify(documents));
  }
  return { directory, [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }) };
}

/** Documents of the four small departments. */
export const documents = {
  card: 'query Card($id:ID){clearance(studentId:$id){passed library{...Shelf}name}}fragment Shelf on Library{passed outcome}',
  cancel: 'mutation Cancel($id:ID!){cancelLibraryCard(studentId:$id){id}}',
  loans: 'query Loans{clearance{loans}}',
  /** For everybody. */
  guide: 'query Guide{serviceGuide}',
} as const;
