import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { generateArtefacts } from '../../schema/composer/artefacts.ts';
import { findDrift } from '../../schema/composer/drift.ts';
import { parseManifest } from '../../schema/composer/manifest.ts';
import { runCli } from './run-cli.ts';
import { copySchema, schemaDirectory } from './schema-copy.ts';

function generate(directory: string) {
  const artefacts = generateArtefacts(directory);
  if (artefacts.kind === 'refused') throw new Error(artefacts.errors.join('\n'));
  return artefacts;
}

function textOf(directory: string, path: string): string {
  return generate(directory).files.find((file) => file.path === path)?.text ?? '';
}

// Who may read the edges, and so what the rule reads of them.
const RULE = '@policy(policies: [["self"], ["registrar"], ["staff"]])';

// A fifth department made of the archives' SDL: another type, another edge, everything else the same.
function addInfirmary(copy: ReturnType<typeof copySchema>): void {
  const archives = readFileSync(join(copy.directory, 'archives.graphql'), 'utf8');
  copy.edit('archives.graphql', () =>
    archives
      .replace(
        `  archives: ArchivesClearance ${RULE}\n`,
        `  archives: ArchivesClearance ${RULE}\n  "What the infirmary says."\n  infirmary: InfirmaryClearance ${RULE}\n`,
      )
      .replace(
        '"The archives\' item. 档案馆"\ntype ArchivesClearance',
        '"The infirmary."\ntype InfirmaryClearance implements DepartmentClearance {\n  "1"\n  outcome: ClearanceOutcome!\n  "2"\n  passed: Boolean\n  "3"\n  reasons: [VerdictReason!]!\n  "4"\n  version: String!\n  "5"\n  asOf: DateTime!\n  "6"\n  contact: DepartmentContact!\n}\n\n"The archives\' item. 档案馆"\ntype ArchivesClearance',
      ),
  );
  copy.edit('supergraph.yml', (yaml) =>
    yaml.replace(
      'departments:\n',
      'departments:\n  - { code: infirmary, field: infirmary, type: InfirmaryClearance }\n',
    ),
  );
}

describe('the composer', () => {
  it('finds the committed files to be what it would write', () => {
    expect(findDrift(schemaDirectory, generate(schemaDirectory).files).map(({ path }) => path)).toEqual([]);
  });

  it('has no remark but that ReasonCode differs between departments', () => {
    const { hints } = generate(schemaDirectory);
    expect(hints.filter(({ kind }) => kind === 'notable')).toEqual([]);
  });

  it('writes the card in the order that clients rely on', () => {
    const text = textOf(schemaDirectory, 'operations/clearance.graphql')
      .replace(/#.*\n/, '')
      .replace(/\s+/g, ' ')
      .trim();
    expect(text).toBe(
      'query Clearance($studentId: ID) { clearance(studentId: $studentId) { library { ...LibraryVerdict } ' +
        'archives { ...ArchivesVerdict } apartment { ...ApartmentVerdict } finance { ...FinanceVerdict } passed } }',
    );
  });

  it('gives each rule field every department, so that one fetch brings them all', () => {
    const rule = textOf(schemaDirectory, 'clearance.graphql');
    const everything =
      'classYear leaveType library { outcome version } archives { outcome version } ' +
      'apartment { outcome version } finance { outcome version }';
    const fields = [
      'passed: Boolean',
      'outcome: ClearanceOutcome',
      'state: ClearanceState',
      'requiredDepartments: [DepartmentCode!]',
    ];
    for (const field of fields) {
      expect(rule).toContain(`  ${field} @requires(fields: "${everything}") ${RULE}\n`);
    }
  });

  it('counts a fifth department in as soon as the manifest names it', () => {
    using copy = copySchema();
    addInfirmary(copy);
    const rule = textOf(copy.directory, 'clearance.graphql');
    expect(rule).toContain('  "What the infirmary says."\n  infirmary: InfirmaryClearance @external\n');
    expect(rule.match(/infirmary \{ outcome version \} library \{ outcome version \}/g)).toHaveLength(4);
    expect(textOf(copy.directory, 'operations/departments.graphql')).toContain(
      'fragment InfirmaryVerdict on InfirmaryClearance',
    );
  });

  it('drops a department that the manifest no longer names', () => {
    using copy = copySchema();
    copy.edit('supergraph.yml', (yaml) => yaml.replace(/ {2}- \{ code: finance.*\n/, ''));
    expect(textOf(copy.directory, 'clearance.graphql')).not.toMatch(/FinanceClearance|finance \{/);
    const student = buildSchema(textOf(copy.directory, 'api.graphql')).getType('Student');
    expect(isObjectType(student) && 'finance' in student.getFields()).toBe(true);
  });

  it('keeps every letter outside the marked regions and the selections', () => {
    using copy = copySchema();
    copy.edit('clearance.graphql', (sdl) => `${sdl}\n# A remark of the department.\n`);
    expect(textOf(copy.directory, 'clearance.graphql').endsWith('\n# A remark of the department.\n')).toBe(
      true,
    );
  });

  it('says why subgraphs do not fit together', () => {
    using copy = copySchema();
    copy.edit('finance.graphql', (sdl) => sdl.replace('  zh: String!', '  zh: Int!'));
    expect(generateArtefacts(copy.directory)).toMatchObject({
      kind: 'refused',
      errors: [expect.stringContaining('LocalizedText.zh')],
    });
  });
});

describe('a manifest that cannot be composed is refused with a sentence', () => {
  const rule = 'rule: { subgraph: a, selection: id, fields: [passed] }';
  const subgraphs = 'subgraphs: { a: { routing_url: "http://127.0.0.1:1", schema: { file: a.graphql } } }';
  it.each([
    [
      'another version',
      `federation_version: 1\n${subgraphs}\n${rule}\ndepartments: []`,
      'federation_version',
    ],
    ['an unknown key', `federation_version: 2\n${subgraphs}\n${rule}\ndepartments: []\nspeed: 9`, 'speed'],
    [
      'a rule nowhere',
      `federation_version: 2\n${subgraphs}\n${rule.replace(' a,', ' b,')}\ndepartments: []`,
      '"b"',
    ],
    [
      'a URL that is none',
      `federation_version: 2\n${subgraphs.replace('http://127.0.0.1:1', 'here')}\n${rule}\ndepartments: []`,
      'routing_url',
    ],
  ])('%s', (_case, yaml, quoted) => {
    expect(() => parseManifest(yaml)).toThrow(quoted);
  });

  it('a department that no subgraph has', () => {
    using copy = copySchema();
    copy.edit('supergraph.yml', (yaml) => yaml.replace('type: FinanceClearance', 'type: FinancialClearance'));
    expect(() => generateArtefacts(copy.directory)).toThrow('FinancialClearance');
  });

  it('a rule field without @requires', () => {
    using copy = copySchema();
    copy.edit('supergraph.yml', (yaml) => yaml.replace('fields: [passed,', 'fields: [passing,'));
    expect(() => generateArtefacts(copy.directory)).toThrow('passing');
  });
});

describe('npm run compose', () => {
  it('--check ends with 1 and names each drifted file and the cure, and writes nothing', async () => {
    using copy = copySchema();
    copy.edit('api.graphql', (api) => `${api}# changed by hand\n`);
    const ended = await runCli('compose.ts', '--check', '--directory', copy.directory);
    expect(ended).toMatchObject({ code: 1 });
    expect(ended.err).toBe(
      'schema/api.graphql is not what the composer would write; run `npm run compose` and commit it.\n',
    );
    expect(readFileSync(join(copy.directory, 'api.graphql'), 'utf8')).toContain('changed by hand');
  });

  it('writes what drifted, after which --check is content', async () => {
    using copy = copySchema();
    copy.edit('supergraph.graphql', () => '');
    expect(await runCli('compose.ts', '--directory', copy.directory)).toMatchObject({ code: 0 });
    expect(await runCli('compose.ts', '--check', '--directory', copy.directory)).toMatchObject({ code: 0 });
  });
});
