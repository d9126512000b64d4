import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compareApis } from './versions/api-changes.ts';
import { newestRelease } from './versions/releases.ts';

const { values } = parseArgs({ options: { directory: { type: 'string', default: import.meta.dirname } } });
const { directory } = values;
const release = newestRelease(join(directory, 'releases'));
if (!release) {
  console.error('schema/releases holds no release; run `npm run release-schema -- 0.1.0` first.');
  process.exit(1);
}

const api = readFileSync(join(directory, 'api.graphql'), 'utf8');
const { breaking, dangerous, harmless } = await compareApis(release.api, api);
for (const message of dangerous) console.log(`Dangerous since ${release.version}: ${message}`);
for (const message of breaking) console.error(`Breaking since ${release.version}: ${message}`);
if (breaking.length > 0) {
  console.error(
    'Clients that worked would stop working. Keep the old form and mark it @deprecated; where it must go, announce it and ' +
      'release the schema under the next major version (`npm run release-schema -- VERSION`).',
  );
  process.exit(1);
}
console.log(
  `API against release ${release.version}: ${dangerous.length} dangerous, ${harmless} harmless changes.`,
);
