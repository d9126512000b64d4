import { readFileSync } from 'node:fs';

const MANIFEST = new URL('../../schema/documents/web.json', import.meta.url);

/** `sha256:…` of the pages' own document of this name, of the newest release. @throws where there is none */
export function trustedId(name: string): string {
  const documents = Object.entries(JSON.parse(readFileSync(MANIFEST, 'utf8')) as Record<string, string>);
  const found = documents.findLast(([, text]) => new RegExp(`^(query|mutation) ${name}\\b`).test(text));
  if (!found) throw new Error(`No trusted document is called ${name}`);
  return found[0];
}
