import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildSchema } from 'graphql';
import { clientNames, currentDocuments, isClientName } from './trusted-documents/client-documents.ts';
import { appended, manifestFaults } from './trusted-documents/faults.ts';
import { parseManifest, readManifest, releasedIds, writeManifest } from './trusted-documents/manifest.ts';

// node schema/documents.ts          adds the documents of every client to its manifest; never takes one away
// node schema/documents.ts --check  only compares
// node schema/documents.ts --client mobile --from persisted-documents.json   adds what another repository's codegen wrote

const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    client: { type: 'string' },
    from: { type: 'string' },
    directory: { type: 'string', default: import.meta.dirname },
  },
});
const { directory, check, client: guest, from } = values;
if ((guest === undefined) !== (from === undefined)) {
  console.error('--client NAME and --from FILE belong together.');
  process.exit(2);
}

if (guest !== undefined && !isClientName(guest)) {
  console.error(`"${guest}" is no client; a name is 1 to 32 lower-case letters, digits and hyphens.`);
  process.exit(2);
}

const api = buildSchema(readFileSync(join(directory, 'api.graphql'), 'utf8'));
const releases = releasedIds(directory);
const faults: string[] = [];
let added = 0;
let held = 0;
for (const client of new Set([...clientNames(directory), ...(guest === undefined ? [] : [guest])])) {
  const before = readManifest(directory, client);
  const current = currentDocuments(directory, client);
  const brought = client === guest && from !== undefined ? parseManifest(readFileSync(from, 'utf8')) : {};
  const after = check ? before : appended({ manifest: { ...before, ...brought, ...before }, current });
  const released = releases.filter((one) => one.client === client);
  const found = manifestFaults({ client, manifest: after, current, released }, api);
  faults.push(...found);
  const isMore = Object.keys(after).length > Object.keys(before).length;
  if (isMore && found.length === 0) writeManifest(directory, client, after);
  added += Object.keys(after).length - Object.keys(before).length;
  held += Object.keys(after).length;
}

for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
console.log(`Trusted documents: ${held}, ${check ? 'all fit the schema' : `${added} of them new`}.`);
