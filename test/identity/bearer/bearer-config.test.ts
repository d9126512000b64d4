import { expect, it } from 'vitest';
import { readBearerConfig } from '../../../gateway/identity/bearer/bearer-config.ts';

const env = {
  JWT_ISSUER: 'https://id.example.edu.cn',
  JWT_AUDIENCE: 'graduate-clearance',
  JWT_JWKS_URL: 'https://id.example.edu.cn/jwks',
};

it('without its variables there are no bearer tokens', () => {
  expect(readBearerConfig({ JWT_ISSUER: '' }, true)).toEqual({ kind: 'config', config: null });
});

it('reads issuer, audience and keys, with algorithms that only the issuer can sign by', () => {
  expect(readBearerConfig(env, true)).toEqual({
    kind: 'config',
    config: {
      issuer: env.JWT_ISSUER,
      audience: env.JWT_AUDIENCE,
      jwksUrl: env.JWT_JWKS_URL,
      algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
      subjectAttribute: 'sub',
    },
  });
});

it('reads fewer algorithms and another claim', () => {
  const more = { ...env, JWT_ALGORITHMS: 'ES384, EdDSA', JWT_SUBJECT_ATTRIBUTE: 'studentNumber' };
  expect(readBearerConfig(more, true)).toMatchObject({
    config: { algorithms: ['ES384', 'EdDSA'], subjectAttribute: 'studentNumber' },
  });
});

it.each([
  [{ JWT_ISSUER: env.JWT_ISSUER, JWT_JWKS_URL: env.JWT_JWKS_URL }, ['JWT_AUDIENCE is needed']],
  [{ JWT_ALGORITHMS: 'RS256' }, ['JWT_ISSUER is', 'JWT_AUDIENCE is', 'JWT_JWKS_URL is']],
  [{ ...env, JWT_ALGORITHMS: 'RS256,HS256' }, ['"HS256"']],
  [{ ...env, JWT_ALGORITHMS: 'none' }, ['"none"']],
  [{ ...env, JWT_JWKS_URL: 'file:///etc/keys' }, ['no http(s) address']],
  [{ ...env, JWT_JWKS_URL: 'http://id.example.edu.cn/jwks' }, ['https in production']],
])('refuses %o in sentences', (given, parts) => {
  const faults = parts.map((part) => expect.stringContaining(part));
  expect(readBearerConfig(given, true)).toEqual({ kind: 'faulty', faults });
});
