import { expect, it } from 'vitest';
import { readCasConfig } from '../../../gateway/identity/cas/cas-config.ts';

it('without CAS_URL there is no CAS', () => {
  expect(readCasConfig({}, true)).toEqual({ kind: 'config', config: null });
});

it('reads the address without the slash at its end, and the attribute', () => {
  const env = { CAS_URL: 'https://cas.example.edu.cn/cas/', CAS_SUBJECT_ATTRIBUTE: 'studentNumber' };
  expect(readCasConfig(env, true)).toEqual({
    kind: 'config',
    config: { url: 'https://cas.example.edu.cn/cas', subjectAttribute: 'studentNumber' },
  });
});

it('takes http in development only', () => {
  const env = { CAS_URL: 'http://127.0.0.1:8080/cas' };
  expect(readCasConfig(env, false)).toMatchObject({ kind: 'config' });
  expect(readCasConfig(env, true)).toEqual({ kind: 'faulty', faults: [expect.stringContaining('https')] });
});

it.each([
  [{ CAS_URL: 'cas.example.edu.cn' }, 'no http(s) address'],
  [{ CAS_URL: 'ldap://cas.example.edu.cn' }, 'no http(s) address'],
  [{ CAS_URL: 'https://user:word@cas.example.edu.cn/cas' }, 'no password'],
  [{ CAS_URL: 'https://cas.example.edu.cn/cas?x=1' }, 'no ?'],
  [{ CAS_SUBJECT_ATTRIBUTE: 'studentNumber' }, 'without CAS_URL'],
  [{ CAS_URL: 'https://cas.example.edu.cn', CAS_SUBJECT_ATTRIBUTE: 'a b' }, '"a b"'],
])('refuses %o in a sentence', (env, part) => {
  const read = readCasConfig(env, false);
  expect(read).toEqual({ kind: 'faulty', faults: [expect.stringContaining(part)] });
});
