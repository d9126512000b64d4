import { join, relative, resolve } from 'node:path';
import { generate, loadContext } from '@graphql-codegen/cli';
import { findDrift } from './composer/drift.ts';

const root = resolve(import.meta.dirname, '..');
const context = await loadContext(join(root, 'codegen.yml'));
context.cwd = root;
context.updateConfig({ silent: true });

const outputs: { filename: string; content: string }[] = await generate(context, false);
const files = outputs.map(({ filename, content }) => ({
  path: relative(root, resolve(root, filename)),
  text: content,
}));
const drifted = findDrift(root, files);
for (const { path } of drifted) {
  console.error(`${path} is not what codegen.yml would write; run \`npm run codegen\` and commit it.`);
}
if (files.length === 0) console.error('codegen.yml generated nothing; its outputs are missing.');
if (drifted.length > 0 || files.length === 0) process.exit(1);
console.log(`Generated code: ${files.length} files are up to date.`);
