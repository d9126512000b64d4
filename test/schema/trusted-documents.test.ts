import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { documentId } from '../../schema/trusted-documents/document-text.ts';
import { runCli } from './run-cli.ts';
import { copySchema, type SchemaCopy, schemaDirectory } from './schema-copy.ts';

const run = ({ directory }: SchemaCopy, ...args: string[]) =>
  runCli('documents.ts', '--directory', directory, ...args);
const manifestOf = ({ directory }: { directory: string }, client = 'web'): Record<string, string> =>
  JSON.parse(readFileSync(join(directory, 'documents', `${client}.json`), 'utf8'));
const named = (manifest: Record<string, string>, operation: string) =>
  Object.entries(manifest).find(([, text]) => new RegExp(`^\\w+ ${operation}\\b`).test(text));

describe('the manifest of the pages', () => {
  it('is up to date', async () => {
    using copy = copySchema();
    expect(await run(copy, '--check')).toMatchObject({ code: 0, err: '' });
  });

  it('has what the typed documents of the pages carry as their hash', () => {
    const typed = readFileSync(join(schemaDirectory, '../web/graph.generated/graphql.ts'), 'utf8');
    const carried = [...typed.matchAll(/"hash":"([^"]+)"/g)].map(([, id]) => String(id));
    expect(carried.length).toBeGreaterThanOrEqual(7);
    expect(Object.keys(manifestOf({ directory: schemaDirectory }))).toEqual(expect.arrayContaining(carried));
  });

  it('keeps the departments in the order of the card', () => {
    const [, text = ''] = named(manifestOf({ directory: schemaDirectory }), 'Clearance') ?? [];
    expect(text).toMatch(/\{library\{.*archives\{.*apartment\{.*finance\{.* ?passed\}\}/s);
  });
});

describe('npm run documents', () => {
  it('adds a changed document behind the old one, which stays', async () => {
    using copy = copySchema();
    const before = manifestOf(copy);
    copy.edit('operations/student.graphql', (text) => text.replace('  major\n', ''));
    const checked = await run(copy, '--check');
    expect(checked.code).toBe(1);
    // The page and its subscription spread the same fragment, so that they are other documents now, too.
    for (const operation of ['Student', 'ClearancePage', 'ClearanceChanged'])
      expect(checked.err).toContain(
        `web.json: ${operation} is not in it as it is now; run \`npm run documents\``,
      );

    expect((await run(copy)).code).toBe(0);
    const after = manifestOf(copy);
    expect(Object.keys(after).slice(0, Object.keys(before).length)).toEqual(Object.keys(before));
    expect(after).toMatchObject(before);
    expect(Object.keys(after).length).toBe(Object.keys(before).length + 3);
    expect((await run(copy, '--check')).code).toBe(0);
  });

  it('adds the documents of another client from its own folder', async () => {
    using copy = copySchema();
    mkdirSync(join(copy.directory, 'documents/kiosk'));
    writeFileSync(
      join(copy.directory, 'documents/kiosk/form.graphql'),
      'query Form { clearance { ...Name } } fragment Name on Student { name }',
    );
    expect((await run(copy, '--check')).err).toContain('documents/kiosk.json: Form is not in it');
    expect((await run(copy)).code).toBe(0);
    const text = 'query Form{clearance{...Name}}fragment Name on Student{name}';
    expect(manifestOf(copy, 'kiosk')).toEqual({ [documentId(text)]: text });
    expect((await run(copy, '--check')).code).toBe(0);
  });

  it('adds what the codegen of another repository wrote, and refuses what does not fit', async () => {
    using copy = copySchema();
    const file = join(copy.directory, 'persisted-documents.json');
    const guest = ['--client', 'mobile', '--from', file];
    const good = 'query M { clearance { name } }';
    writeFileSync(file, JSON.stringify({ [documentId(good)]: good }));
    expect((await run(copy, ...guest)).code).toBe(0);
    expect(manifestOf(copy, 'mobile')).toEqual({ [documentId(good)]: good });

    const bad = 'query M { clearance { salary } }';
    writeFileSync(file, JSON.stringify({ [documentId(bad)]: bad }));
    const refused = await run(copy, ...guest);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('mobile.json: M (sha256:');
    expect(refused.err).toContain('Cannot query field "salary"');
    expect(Object.keys(manifestOf(copy, 'mobile'))).toEqual([documentId(good)]);
    expect((await run(copy, '--client', 'Mobile App', '--from', file)).err).toContain(
      '"Mobile App" is no client',
    );
    expect((await run(copy, '--client', 'mobile')).err).toContain('belong together');
  });
});

describe('npm run check', () => {
  const spoil = (copy: SchemaCopy, change: (manifest: Record<string, string>) => void) => {
    const manifest = manifestOf(copy);
    change(manifest);
    writeFileSync(join(copy.directory, 'documents/web.json'), JSON.stringify(manifest, null, 2));
  };

  it('refuses a manifest whose document was edited', async () => {
    using copy = copySchema();
    spoil(copy, (manifest) => {
      const [id = '', text = ''] = named(manifest, 'Student') ?? [];
      manifest[id] = text.replace(' major', '');
    });
    const { code, err } = await run(copy, '--check');
    expect(code).toBe(1);
    expect(err).toMatch(/web\.json: Student was edited: its text is not sha256:\w+\. Take the edit back/);
  });

  it('refuses a manifest that lost a document of a release, though no page of today asks for it', async () => {
    using copy = copySchema();
    const [id = ''] = named(manifestOf(copy), 'Student') ?? [];
    copy.edit('operations/student.graphql', (text) => text.replace('  leaveType\n', ''));
    expect((await run(copy)).code).toBe(0);
    spoil(copy, (manifest) => delete manifest[id]);
    const { code, err } = await run(copy, '--check');
    expect(code).toBe(1);
    expect(err).toContain(`${id} of release 0.1.0 was removed; put it back from git`);
  });

  it('names the released document that a change of the API breaks, and the cure', async () => {
    using copy = copySchema();
    copy.edit('api.graphql', (api) => api.replace(/ {2}""".*"""\n {2}unreturnedBookCount: Int!\n/, ''));
    const { code, err } = await run(copy, '--check');
    expect(code).toBe(1);
    expect(err).toMatch(
      /web\.json: ClearancePage \(sha256:\w+\) does not fit schema\/api\.graphql: .*unreturnedBookCount.*mark it @deprecated/,
    );
  });
});
