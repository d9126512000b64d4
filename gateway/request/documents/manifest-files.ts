import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** One document that a client may run by its identifier. */
export interface ManifestDocument {
  /** SHA-256 of `text`, hex; the identifier on the wire is `sha256:` and this. */
  readonly hash: string;
  /** The client whose manifest holds it; the first by name where several do. */
  readonly client: string;
  /** Of its one operation; null where it has none. */
  readonly name: string | null;
  readonly text: string;
}

/** The documents of every manifest by hash, and the clients that have a manifest. */
export interface Manifests {
  readonly documents: ReadonlyMap<string, ManifestDocument>;
  readonly clients: ReadonlySet<string>;
}

const FILE = /^([a-z][a-z0-9-]{0,31})\.json$/;
const ID = /^sha256:([0-9a-f]{64})$/;
const NAME = /^\s*(?:query|mutation|subscription)\s+(\w+)/;
const manifest = z.record(z.string().regex(ID), z.string().min(1));

/**
 * Reads `<client>.json` of a directory, each a map from `sha256:<hex>` to text; null: there are none.
 * Rejects with a sentence where the directory or a file cannot be read, or a text is not what its identifier says.
 */
export async function readManifests(directory: string | null): Promise<Manifests> {
  if (directory === null) return { documents: new Map(), clients: new Set() };
  const names = (await readdir(directory)).flatMap((file) => FILE.exec(file)?.[1] ?? []).sort();
  const documents = new Map<string, ManifestDocument>();
  for (const client of names) {
    const file = join(directory, `${client}.json`);
    for (const [hash, text] of await readManifest(file))
      if (!documents.has(hash))
        documents.set(hash, { hash, client, name: NAME.exec(text)?.[1] ?? null, text });
  }
  return { documents, clients: new Set(names) };
}

async function readManifest(file: string): Promise<[string, string][]> {
  const text = await readFile(file, 'utf8');
  const read = manifest.safeParse(json(text));
  if (!read.success)
    throw new Error(`${file} is no manifest of trusted documents: ${z.prettifyError(read.error)}`);
  return Object.entries(read.data).map(([id, document]) => {
    const hash = hashOf(document);
    if (id !== `sha256:${hash}`)
      throw new Error(`${file}: the text of ${id} is another one's; it was edited.`);
    return [hash, document];
  });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** SHA-256 of a text, hex. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
