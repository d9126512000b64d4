import { sampleStaff, sampleStudents } from '../data/people.ts';
import type { StartConfig } from './config.ts';
import { startDevelopmentIdp } from './idp/development-idp.ts';
import { DEVELOPMENT_CLIENT } from './idp/provider.ts';

/** The login that a gateway is told of, and how to end it. */
export interface DevelopmentLogin {
  /** For the gateway's environment; empty where the environment says itself how people log in. */
  readonly env: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

/** Brings the login where a sample person is picked, unless there is another one, or this is production. */
export async function openDevelopmentLogin(
  {
    address,
    dataDir,
    sample,
    production,
  }: Pick<StartConfig, 'address' | 'dataDir' | 'sample' | 'production'>,
  env: NodeJS.ProcessEnv,
  now: () => Date,
): Promise<DevelopmentLogin> {
  if (production || env.LOGIN) return { env: {}, close: async () => {} };
  const publicUrl = env.PUBLIC_URL || address;
  const idp = await startDevelopmentIdp({
    host: '127.0.0.1',
    port: 0,
    dataDir,
    people: { staff: sample ? sampleStaff() : [], students: sample ? sampleStudents() : [] },
    redirectUris: [`${publicUrl}/login/callback`],
    production,
    now,
  });
  return {
    env: { LOGIN: 'oidc', OIDC_ISSUER: idp.issuer, OIDC_CLIENT_ID: DEVELOPMENT_CLIENT },
    close: idp.close,
  };
}
