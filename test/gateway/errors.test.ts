import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { errorTable, isErrorCode } from '../../gateway/request/errors.ts';
import { renderErrorsPage } from '../../gateway/request/errors-page.ts';
import { formatError } from '../../gateway/request/format-error.ts';

const root = join(import.meta.dirname, '../..');

it('docs/errors.md is the table', async () => {
  await expect(renderErrorsPage()).toMatchFileSnapshot(join(root, 'docs/errors.md'));
});

it('every code that the gateway speaks is in the table, and every code of the table is spoken', async () => {
  const files = (await readdir(join(root, 'gateway'), { recursive: true })).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('errors.ts'),
  );
  files.push('upstream/department-errors.ts');
  const wordsOf = async (some: readonly string[]) => {
    const texts = await Promise.all(some.map((file) => readFile(join(root, 'gateway', file), 'utf8')));
    const words = texts.join('\n').matchAll(/'([A-Z]+(?:_[A-Z]+)+)'/g);
    return new Set([...words].map(([, code]) => String(code)));
  };
  const spoken = await wordsOf(files);
  const byApollo = [
    'BAD_REQUEST',
    'GRAPHQL_PARSE_FAILED',
    'GRAPHQL_VALIDATION_FAILED',
    'OPERATION_RESOLUTION_FAILURE',
    'PERSISTED_QUERY_NOT_SUPPORTED',
  ];
  const known = Object.keys(errorTable);
  expect(known.filter((code) => !spoken.has(code) && !byApollo.includes(code) && code.includes('_'))).toEqual(
    [],
  );
  const noCodes = /^(NOT_PASSED$|UND_ERR|SUBGRAPH|HPE|NODE_ENV|DATA_DIR|LOG_LEVEL|WAIT_FOR)/;
  // The university's login has words of its own.
  const ours = await wordsOf(files.filter((file) => !file.startsWith('identity/')));
  expect([...ours].filter((code) => !isErrorCode(code) && !noCodes.test(code))).toEqual([]);
});

it.each([
  ['an address', 'connect failed http://db.internal:5432/x'],
  ['an IP address', 'no route to 10.0.0.7'],
  ['a stack', 'boom at run (/srv/app/x.ts:10:5)'],
  ['SQL', 'select * from student where id = 1'],
  ['an errno', 'connect ECONNREFUSED'],
])('a message with %s is replaced', (_, message) => {
  const shown = formatError({ message, extensions: { code: 'BAD_USER_INPUT' } }, null, 'r1');
  expect(shown.message).toBe(`${errorTable.BAD_USER_INPUT.zh}。 ${errorTable.BAD_USER_INPUT.en}.`);
});

it('an unknown fault says nothing, whatever it carries', () => {
  const shown = formatError(
    {
      message: 'secret',
      path: ['a'],
      extensions: { code: 'EWHATEVER', stacktrace: ['x'], serviceName: 'db' },
    },
    null,
    'r1',
  );
  expect(shown).toEqual({
    message: `${errorTable.INTERNAL_SERVER_ERROR.zh}。 ${errorTable.INTERNAL_SERVER_ERROR.en}.`,
    path: ['a'],
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'r1' },
  });
});
