import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, Source } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readManifest } from '../../schema/composer/manifest.ts';
import { ruleSubgraph } from '../../schema/linter/contract.ts';
import type { LintedSubgraph } from '../../schema/linter/finding.ts';
import { lintSubgraphs, rules } from '../../schema/linter/lint.ts';
import { breaches } from './contract-breaches.ts';
import { runCli } from './run-cli.ts';
import { copySchema, schemaDirectory } from './schema-copy.ts';

const manifest = readManifest(schemaDirectory);

function parsed(sdlByName: Readonly<Record<string, string>>): LintedSubgraph[] {
  return Object.entries(sdlByName).map(([name, sdl]) => ({
    name,
    document: parse(new Source(sdl, `${name}.graphql`)),
  }));
}

const ours = parsed(
  Object.fromEntries(
    manifest.subgraphs.map(({ name, file }) => [name, readFileSync(join(schemaDirectory, file), 'utf8')]),
  ),
);

describe('the schema contract', () => {
  it('is kept by every subgraph', () => {
    expect(lintSubgraphs(ours)).toEqual([]);
  });

  it('has each rule in a file of its name, each file in the list, and a breach of each in the table below', () => {
    const files = readdirSync(join(schemaDirectory, 'rules')).map((file) => file.replace(/\.ts$/, ''));
    expect(Object.keys(rules).sort()).toEqual(files.sort());
    expect([...new Set(breaches.map(({ rule }) => rule))].sort()).toEqual(files);
  });

  it('means by the rule the subgraph that the manifest names', () => {
    expect(ruleSubgraph).toBe(manifest.rule.subgraph);
  });
});

describe('a breach of the contract is found', () => {
  it.each(breaches)('$rule: $claim', ({ rule, subgraphs, at, found }) => {
    const findings = rules[rule]?.(parsed(subgraphs)) ?? [];
    expect(findings).toEqual([
      { rule, at, found: expect.stringContaining(found), cure: expect.stringMatching(/\.$/) },
    ]);
  });
});

describe('npm run lint:schema', () => {
  it('ends with 1 and prints place, rule and cure', async () => {
    using copy = copySchema();
    copy.edit('library.graphql', (sdl) =>
      sdl.replace('  library: LibraryClearance @', '  library: LibraryClearance! @'),
    );
    const ended = await runCli('lint.ts', '--directory', copy.directory);
    expect(ended.code).toBe(1);
    expect(ended.err).toMatch(
      /^schema\/library\.graphql:\d+ student-contributions-nullable: Student\.library cannot be null\. Drop/,
    );
  });
});
