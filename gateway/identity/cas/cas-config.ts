import { z } from 'zod';

/** Where the CAS server is, and what of its answer is the student number. */
export interface CasConfig {
  /** Without a slash at its end: `https://cas.example.edu.cn/cas`. */
  readonly url: string;
  /** The attribute that holds the student (or staff) number; null: `cas:user`. */
  readonly subjectAttribute: string | null;
}

/** A configuration, null where CAS is not configured; or every fault of it, one sentence each. */
export type CasConfigRead =
  | { readonly kind: 'config'; readonly config: CasConfig | null }
  | { readonly kind: 'faulty'; readonly faults: readonly string[] };

const NAME = /^[\p{L}_][\p{L}\p{N}._-]{0,63}$/u;

/** Reads `CAS_URL` (https in production) and `CAS_SUBJECT_ATTRIBUTE` (default: the name the person logged in with). */
export function readCasConfig(env: NodeJS.ProcessEnv, production: boolean): CasConfigRead {
  const { CAS_URL: url = '', CAS_SUBJECT_ATTRIBUTE: attribute = '' } = env;
  const faults: string[] = [];
  if (url === '' && attribute !== '') faults.push('CAS_SUBJECT_ATTRIBUTE says nothing without CAS_URL.');
  if (url !== '') faults.push(...faultsOfUrl(url, production));
  if (attribute !== '' && !NAME.test(attribute))
    faults.push(`CAS_SUBJECT_ATTRIBUTE: "${attribute}" is no name of an attribute, such as studentNumber.`);
  if (faults.length > 0) return { kind: 'faulty', faults };
  if (url === '') return { kind: 'config', config: null };
  return { kind: 'config', config: { url: url.replace(/\/+$/, ''), subjectAttribute: attribute || null } };
}

function faultsOfUrl(text: string, production: boolean): string[] {
  if (!z.url({ protocol: /^https?$/ }).safeParse(text).success)
    return ['CAS_URL is no http(s) address, such as https://cas.example.edu.cn/cas.'];
  const { protocol, username, password, search, hash } = new URL(text);
  const faults: string[] = [];
  if (`${username}${password}${search}${hash}` !== '')
    faults.push('CAS_URL holds no user, no password, no ? and no #: the pages of CAS follow its path.');
  if (production && protocol !== 'https:')
    faults.push('CAS_URL must be https in production: what it answers says who somebody is.');
  return faults;
}
