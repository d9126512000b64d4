import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse, Source } from 'graphql';
import { readManifest } from './composer/manifest.ts';
import { lintSubgraphs, rules } from './linter/lint.ts';

const { values } = parseArgs({ options: { directory: { type: 'string', default: import.meta.dirname } } });
const { directory } = values;
const subgraphs = readManifest(directory).subgraphs.map(({ name, file }) => ({
  name,
  document: parse(new Source(readFileSync(join(directory, file), 'utf8'), `schema/${file}`)),
}));

const findings = lintSubgraphs(subgraphs);
for (const { rule, at, found, cure } of findings) console.error(`${at} ${rule}: ${found} ${cure}`);
if (findings.length > 0) process.exit(1);
console.log(`Schema lint: ${subgraphs.length} subgraphs keep ${Object.keys(rules).length} rules.`);
