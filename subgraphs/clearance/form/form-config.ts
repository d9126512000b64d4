import { z } from 'zod';
import { claimLength } from './claim.ts';
import { MAX_QR_TEXT } from './qr-code.ts';
import { subjectSecretOf } from './read-key.ts';
import { verificationUrl } from './verification-url.ts';

/** What signing and checking forms reads from the environment. */
export interface FormConfig {
  readonly kind: 'config';
  /** `FORM_KEY_FILE`; null: a demonstration key under `dataDir`, refused in production. */
  readonly keyFile: string | null;
  /** `FORM_HMAC_KEY`, base64url, at least 32 bytes: for a key file without an `oct` key. */
  readonly subjectSecret: Uint8Array | null;
  /** `DATA_DIR`, default `.data`. */
  readonly dataDir: string;
  /** `PUBLIC_URL` without a slash at its end: where people reach the pages, default http://127.0.0.1:4000, needed in production. */
  readonly publicUrl: string;
  /** `FORM_ISSUER`, default `PUBLIC_URL`: who the claim says signed. Forms of another issuer are INVALID, so it stays when the address changes. */
  readonly issuer: string;
  readonly production: boolean;
}

const DEFAULT_URL = 'http://127.0.0.1:4000';
const ISSUER = /^[\x21-\x7e]{1,64}$/;
const address = z.url({ protocol: /^https?$/ });

/** Reads and validates everything at once; faults are listed with the name of the variable, never with its value. */
export function readFormConfig(
  env: NodeJS.ProcessEnv,
): FormConfig | { readonly kind: 'faults'; readonly faults: readonly string[] } {
  const faults: string[] = [];
  const production = env.NODE_ENV === 'production';
  // Paper cannot be recalled: forms that name this machine would be handed to graduates.
  if (production && !env.PUBLIC_URL)
    faults.push('PUBLIC_URL: is needed in production; every form carries it');
  const publicUrl = baseOf(env.PUBLIC_URL || DEFAULT_URL);
  if (publicUrl === null)
    faults.push('PUBLIC_URL: must be an http(s) address without user, query or fragment');
  const issuer = env.FORM_ISSUER || publicUrl || '';
  if (env.FORM_ISSUER && !ISSUER.test(issuer))
    faults.push('FORM_ISSUER: must be 1 to 64 ASCII characters without spaces');
  const subjectSecret = env.FORM_HMAC_KEY ? subjectSecretOf(env.FORM_HMAC_KEY) : null;
  if (env.FORM_HMAC_KEY && subjectSecret === null)
    faults.push('FORM_HMAC_KEY: must be at least 32 bytes in base64url');
  if (faults.length === 0 && publicUrl !== null && !fits(publicUrl, issuer))
    faults.push(
      'PUBLIC_URL: too long for the QR code of a form together with FORM_ISSUER; set a short FORM_ISSUER, e.g. cumt, and keep it',
    );
  if (faults.length > 0 || publicUrl === null) return { kind: 'faults', faults };
  return {
    kind: 'config',
    keyFile: env.FORM_KEY_FILE || null,
    subjectSecret,
    dataDir: env.DATA_DIR || '.data',
    publicUrl,
    issuer,
    production,
  };
}

function fits(publicUrl: string, issuer: string): boolean {
  return verificationUrl(publicUrl, '').length + claimLength(issuer) <= MAX_QR_TEXT;
}

function baseOf(text: string): string | null {
  if (!address.safeParse(text).success) return null;
  const { username, password, search, hash, href } = new URL(text);
  // `?` and `#` with nothing after them leave search and hash empty.
  return username || password || search || hash || /[?#]/.test(href) ? null : href.replace(/\/+$/, '');
}
