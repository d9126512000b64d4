import { z } from 'zod';

/** Signature algorithms that an issuer may use: asymmetric ones, so that whoever can verify cannot sign. */
export const signatureAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
] as const;

/** One of `signatureAlgorithms`. */
export type SignatureAlgorithm = (typeof signatureAlgorithms)[number];

/** Whose tokens the API takes. */
export interface BearerConfig {
  /** Exactly what a token's `iss` says. */
  readonly issuer: string;
  /** What a token's `aud` is, or has in its list. */
  readonly audience: string;
  /** Where the issuer publishes its keys. */
  readonly jwksUrl: string;
  readonly algorithms: readonly SignatureAlgorithm[];
  /** The claim that holds the student (or staff) number. */
  readonly subjectAttribute: string;
}

/** A configuration, null where no issuer is configured; or every fault of it, one sentence each. */
export type BearerConfigRead =
  | { readonly kind: 'config'; readonly config: BearerConfig | null }
  | { readonly kind: 'faulty'; readonly faults: readonly string[] };

const DEFAULT_ALGORITHMS = 'RS256,PS256,ES256,EdDSA';
const needed = ['JWT_ISSUER', 'JWT_AUDIENCE', 'JWT_JWKS_URL'] as const;
const optional = ['JWT_ALGORITHMS', 'JWT_SUBJECT_ATTRIBUTE'] as const;

/**
 * Reads `JWT_ISSUER`, `JWT_AUDIENCE`, `JWT_JWKS_URL` (https in production), all or none of them, and `JWT_ALGORITHMS`
 * (default RS256, PS256, ES256, EdDSA), `JWT_SUBJECT_ATTRIBUTE` (default `sub`).
 */
export function readBearerConfig(env: NodeJS.ProcessEnv, production: boolean): BearerConfigRead {
  const isAsked = [...needed, ...optional].some((name) => Boolean(env[name]));
  if (!isAsked) return { kind: 'config', config: null };
  const { JWT_ISSUER: issuer = '', JWT_AUDIENCE: audience = '', JWT_JWKS_URL: jwksUrl = '' } = env;
  const missing = needed.filter((name) => !env[name]);
  const faults = missing.map((name) => `${name} is needed where one of ${needed.join(', ')} is given.`);
  if (jwksUrl !== '') faults.push(...faultsOfUrl(jwksUrl, production));
  const names = (env.JWT_ALGORITHMS || DEFAULT_ALGORITHMS).split(',').map((name) => name.trim());
  for (const name of names)
    if (!isAlgorithm(name))
      faults.push(`JWT_ALGORITHMS: "${name}" is none of ${signatureAlgorithms.join(', ')}.`);
  if (faults.length > 0) return { kind: 'faulty', faults };
  const algorithms = names.filter(isAlgorithm);
  const subjectAttribute = env.JWT_SUBJECT_ATTRIBUTE || 'sub';
  return { kind: 'config', config: { issuer, audience, jwksUrl, algorithms, subjectAttribute } };
}

function isAlgorithm(name: string): name is SignatureAlgorithm {
  return signatureAlgorithms.some((known) => known === name);
}

function faultsOfUrl(text: string, production: boolean): string[] {
  if (!z.url({ protocol: /^https?$/ }).safeParse(text).success)
    return ['JWT_JWKS_URL is no http(s) address, such as https://id.example.edu.cn/jwks.'];
  if (production && new URL(text).protocol !== 'https:')
    return ['JWT_JWKS_URL must be https in production: whoever answers there can sign tokens for anybody.'];
  return [];
}
