import { describe, expect, test } from 'vitest';
import { readFormConfig } from '../../subgraphs/clearance/form/form-config.ts';

describe('the configuration', () => {
  const faultsOf = (env: NodeJS.ProcessEnv) => {
    const config = readFormConfig(env);
    return config.kind === 'faults' ? config.faults : [];
  };

  test('is complete without any variable', () => {
    expect(readFormConfig({})).toEqual({
      kind: 'config',
      keyFile: null,
      subjectSecret: null,
      dataDir: '.data',
      publicUrl: 'http://127.0.0.1:4000',
      issuer: 'http://127.0.0.1:4000',
      production: false,
    });
  });

  test('refuses addresses whose forms would have a larger QR code than version 13, and names the cure', () => {
    expect(faultsOf({ PUBLIC_URL: 'https://graduate-clearance.service.cumt.edu.cn' })).toEqual([
      'PUBLIC_URL: too long for the QR code of a form together with FORM_ISSUER; set a short FORM_ISSUER, e.g. cumt, and keep it',
    ]);
    expect(
      faultsOf({ PUBLIC_URL: `https://${'a'.repeat(60)}.edu.cn/${'b'.repeat(60)}`, FORM_ISSUER: 'x' }),
    ).toHaveLength(1);
  });

  test.each([
    ['ftp://x.edu.cn'],
    ['lixiao.cumt.edu.cn'],
    ['https://user:secret@x.edu.cn'],
    ['https://x.edu.cn/?a=1'],
    ['https://x.edu.cn/#a'],
    ['https://x.edu.cn/?'],
    ['javascript:alert(1)'],
  ])('refuses the address %s without repeating it', (address) => {
    expect(faultsOf({ PUBLIC_URL: address })).toEqual([
      'PUBLIC_URL: must be an http(s) address without user, query or fragment',
    ]);
  });

  test('needs an address in production, because paper cannot be recalled', () => {
    expect(faultsOf({ NODE_ENV: 'production' })).toEqual([
      'PUBLIC_URL: is needed in production; every form carries it',
    ]);
    expect(faultsOf({ NODE_ENV: 'production', PUBLIC_URL: 'https://lixiao.cumt.edu.cn' })).toEqual([]);
  });

  test('names every fault at once', () => {
    expect(faultsOf({ PUBLIC_URL: 'x', FORM_ISSUER: '矿大', FORM_HMAC_KEY: 'secret' })).toEqual([
      'PUBLIC_URL: must be an http(s) address without user, query or fragment',
      'FORM_ISSUER: must be 1 to 64 ASCII characters without spaces',
      'FORM_HMAC_KEY: must be at least 32 bytes in base64url',
    ]);
  });
});
