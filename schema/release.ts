import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientNames } from './trusted-documents/client-documents.ts';
import { writeReleasedIds } from './trusted-documents/manifest.ts';
import { writeRelease } from './versions/releases.ts';

const version = process.argv[2];
if (version === undefined) {
  console.error('Which version? Run `npm run release-schema -- 1.2.0`.');
  process.exit(1);
}

const directory = import.meta.dirname;
const api = readFileSync(join(directory, 'api.graphql'), 'utf8');
const result = writeRelease(join(directory, 'releases'), version, api);
if (result.kind === 'refused') {
  console.error(result.reason);
  process.exit(1);
}
writeReleasedIds(directory, version, clientNames(directory));
console.log(
  `Wrote schema/releases/${result.file} and the identifiers of its documents; commit both with the change log.`,
);
