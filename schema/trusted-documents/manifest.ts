import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** A client's trusted documents: text by identifier, oldest first. Only ever grows. */
export type DocumentManifest = Readonly<Record<string, string>>;

const manifest = z.record(z.string(), z.string());
const released = z.record(z.string(), z.array(z.string()));

/** The manifest of `client` in `directory` (a `schema/` folder), empty where there is none; throws where it is no manifest. */
export function readManifest(directory: string, client: string): DocumentManifest {
  const file = manifestFile(directory, client);
  return existsSync(file) ? parseManifest(readFileSync(file, 'utf8')) : {};
}

/** The manifest of a JSON text, also the `persisted-documents.json` of codegen; throws where it is none. */
export function parseManifest(text: string): DocumentManifest {
  return manifest.parse(JSON.parse(text));
}

/** Writes a client's manifest. */
export function writeManifest(directory: string, client: string, documents: DocumentManifest): void {
  writeFileSync(manifestFile(directory, client), `${JSON.stringify(documents, null, 2)}\n`);
}

/** The identifiers that each release promised, by `<version>` and client. */
export function releasedIds(directory: string): { version: string; client: string; ids: string[] }[] {
  const folder = join(directory, 'releases');
  const files = readdirSync(folder).filter((file) => file.endsWith(SUFFIX));
  return files.flatMap((file) =>
    Object.entries(released.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')))).map(
      ([client, ids]) => ({ version: file.slice(0, -SUFFIX.length), client, ids }),
    ),
  );
}

/** Keeps what `clients` can ask for at a release; refuses (throws) to write a release twice. */
export function writeReleasedIds(directory: string, version: string, clients: readonly string[]): void {
  const ids = clients.map((client) => [client, Object.keys(readManifest(directory, client))]);
  const text = `${JSON.stringify(Object.fromEntries(ids), null, 2)}\n`;
  writeFileSync(join(directory, 'releases', version + SUFFIX), text, { flag: 'wx' });
}

const SUFFIX = '.documents.json';

function manifestFile(directory: string, client: string): string {
  return join(directory, 'documents', `${client}.json`);
}
