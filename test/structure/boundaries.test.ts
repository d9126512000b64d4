import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const FOLDERS = ['start', 'gateway', 'subgraphs', 'schema', 'web', 'data', 'test', 'bench', 'docs', 'wire'];
const CRUISER = join(ROOT, 'node_modules/.bin/depcruise');

interface Report {
  modules: { source: string }[];
  summary: { violations: { rule: { name: string }; from: string }[] };
}

function cruise(...folders: string[]): Report {
  const args = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...folders];
  const options = { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28 } as const;
  try {
    return JSON.parse(execFileSync(CRUISER, args, options));
  } catch (error) {
    // Violations make the tool exit with their number; the report is there all the same.
    return JSON.parse((error as { stdout: string }).stdout);
  }
}

function trackedSources(): string[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', ...FOLDERS], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return listed.split('\n').filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'));
}

describe('the boundary rules', () => {
  let report: Report;
  beforeAll(() => {
    report = cruise(...FOLDERS);
  });

  test('hold', () => {
    expect(report.summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`)).toEqual([]);
  });

  test('were held against every source file: the tool saw the code', () => {
    const seen = new Set(report.modules.map(({ source }) => source));
    const sources = trackedSources();
    expect(sources.length).toBeGreaterThan(150);
    expect(sources.filter((file) => !seen.has(file))).toEqual([]);
  });
});

describe('the boundary rules, with a planted breach,', () => {
  const planted: string[] = [];
  const plant = (folder: string, text: string) => {
    mkdirSync(join(ROOT, folder), { recursive: true });
    const directory = mkdtempSync(join(ROOT, folder, 'planted-'));
    planted.push(directory);
    const file = join(directory, 'breach.ts');
    writeFileSync(file, text);
    return file.slice(ROOT.length + 1);
  };
  afterAll(() => {
    for (const directory of planted) rmSync(directory, { recursive: true, force: true });
  });

  test.each([
    ['department-imports-itself-and-kit', 'subgraphs/library', "import '../../finance/rule.ts';\n"],
    ['kit-knows-no-department', 'subgraphs/kit', "import '../../library/rule.ts';\n"],
    ['gateway-knows-sdl-and-urls-only', 'gateway', "import '../../subgraphs/kit/config.ts';\n"],
    ['wire-imports-nothing-of-ours', 'wire', "import '../../gateway/config.ts';\n"],
    ['upstream-knows-no-engine', 'gateway/upstream', "import '../../engine/engine.ts';\n"],
    ['engine-knows-no-http', 'gateway/engine', "import '../../http/app.ts';\n"],
    ['data-imports-record-types-only', 'data', "import '../../subgraphs/library/rule.ts';\n"],
    ['nothing-imports-a-main', 'subgraphs/library', "import '../main.ts';\n"],
    ['nothing-imports-tests', 'gateway', "import '../../test/kit/child.ts';\n"],
    ['nothing-imports-start', 'subgraphs/library', "import '../../../start/sample.ts';\n"],
    ['web-talks-http-only', 'web', "import '../../gateway/config.ts';\n"],
    ['schema-imports-nothing-of-ours', 'schema', "import '../../data/golden.ts';\n"],
    ['no-cycles', 'data', "import './breach.ts';\n"],
    ['production-code-needs-no-dev-packages', 'gateway', "import 'fast-check';\n"],
    [
      'decisions-meet-no-cache',
      'subgraphs/clearance/reads',
      "import '../../../kit/graph/request-loader.ts';\n",
    ],
    ['redis-decides-nothing', 'subgraphs/clearance/submission', "import 'redis';\n"],
    ['no-undeclared-packages', 'gateway', "import 'left-pad';\n"],
  ])('%s names it', (rule, folder, text) => {
    const file = plant(folder, text);
    const found = cruise(file).summary.violations.filter(({ from }) => from === file);
    expect(found.map(({ rule: { name } }) => name)).toContain(rule);
  });
});
