import { parseArgs } from 'node:util';
import { generateArtefacts } from './composer/artefacts.ts';
import { findDrift, writeArtefacts } from './composer/drift.ts';

const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    directory: { type: 'string', default: import.meta.dirname },
  },
});
const { directory } = values;
const artefacts = generateArtefacts(directory);

if (artefacts.kind === 'refused') {
  for (const error of artefacts.errors) console.error(`The subgraphs do not compose: ${error}`);
  process.exit(1);
}

for (const { kind, code, message } of artefacts.hints) {
  if (kind === 'notable') console.log(`Hint of the composer, ${code}: ${message}`);
}
const drifted = findDrift(directory, artefacts.files);

if (values.check) {
  for (const { path } of drifted) {
    console.error(
      `schema/${path} is not what the composer would write; run \`npm run compose\` and commit it.`,
    );
  }
  if (drifted.length > 0) process.exit(1);
  console.log(`Composition: ${artefacts.files.length} generated files are up to date.`);
} else {
  writeArtefacts(directory, drifted);
  for (const { path } of drifted) console.log(`Wrote schema/${path}`);
  console.log(`Composition: ${drifted.length} of ${artefacts.files.length} generated files changed.`);
}
