import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The university's OIDC provider, and who we are to it. */
export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  /** Null: a public client, known by PKCE alone. */
  readonly clientSecret: string | null;
  /** The claim that holds the student or staff number. */
  readonly subjectAttribute: string;
  /** What is asked for, e.g. `openid profile`. */
  readonly scope: string;
}

const settings = z.object({
  OIDC_ISSUER: z.url({ protocol: /^https?$/, error: 'must be the http(s) address of the OIDC issuer' }),
  OIDC_CLIENT_ID: z.string({ error: 'is needed with LOGIN=oidc' }).min(1),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_CLIENT_SECRET_FILE: z.string().optional(),
  OIDC_SUBJECT_ATTRIBUTE: z.string().default('sub'),
  OIDC_SCOPE: z
    .string()
    .default('openid')
    .refine((text) => text.split(' ').includes('openid'), 'must contain openid'),
});

/** The configuration, or its faults, one sentence each; secrets are not repeated. `env` holds no empty variables. */
export function readOidcConfig(
  env: Readonly<Record<string, string | undefined>>,
  isProduction: boolean,
): OidcConfig | readonly string[] {
  const read = settings.safeParse(env);
  if (!read.success) return read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  const { OIDC_ISSUER, OIDC_CLIENT_SECRET, OIDC_CLIENT_SECRET_FILE } = read.data;
  if (isProduction && !OIDC_ISSUER.startsWith('https://'))
    return ['OIDC_ISSUER: must be https in production; the development identity provider is refused there'];
  if (OIDC_CLIENT_SECRET !== undefined && OIDC_CLIENT_SECRET_FILE !== undefined)
    return ['OIDC_CLIENT_SECRET: set it or OIDC_CLIENT_SECRET_FILE, not both'];
  const secret =
    OIDC_CLIENT_SECRET_FILE === undefined ? OIDC_CLIENT_SECRET : readSecret(OIDC_CLIENT_SECRET_FILE);
  if (secret === null) return ['OIDC_CLIENT_SECRET_FILE: cannot be read, or is empty'];
  return {
    issuer: OIDC_ISSUER,
    clientId: read.data.OIDC_CLIENT_ID,
    clientSecret: secret ?? null,
    subjectAttribute: read.data.OIDC_SUBJECT_ATTRIBUTE,
    scope: read.data.OIDC_SCOPE,
  };
}

function readSecret(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim() || null;
  } catch {
    return null;
  }
}
