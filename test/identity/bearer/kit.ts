import { type Bearer, type BearerOptions, createBearer } from '../../../gateway/identity/bearer/bearer.ts';
import { keyLimits } from '../../../gateway/identity/bearer/issuer-keys.ts';
import { type IssuerKey, type JwksServer, signToken, startJwksServer } from '../../kit/jwks-server.ts';

/** Who issues the tokens, and for whom. */
export const ISSUER = 'https://id.example.invalid';
export const AUDIENCE = 'graduate-clearance';

/** A verifier with a clock that stands still until it is moved. */
export interface BearerUnderTest {
  readonly jwks: JwksServer;
  /** Reasons that went to the log. */
  readonly logged: readonly string[];
  readonly read: (token: string) => ReturnType<Bearer>;
  /** A good token of the key, but for what is changed. */
  readonly sign: (key: IssuerKey, claims?: object, header?: object) => Promise<string>;
  readonly pass: (seconds: number) => void;
  /** Epoch seconds. */
  readonly seconds: () => number;
}

/** A verifier that asks `jwks`, or a server of its own with these keys. */
export async function openBearer(
  keys: readonly IssuerKey[],
  options: BearerOptions & { jwks?: JwksServer; url?: string; subjectAttribute?: string } = {},
): Promise<BearerUnderTest> {
  const jwks = options.jwks ?? (await startJwksServer(keys));
  const logged: string[] = [];
  let ms = new Date('2026-06-01T08:00:00Z').getTime();
  const seconds = () => Math.floor(ms / 1000);
  const read = createBearer(
    {
      issuer: ISSUER,
      audience: AUDIENCE,
      jwksUrl: options.url ?? jwks.url,
      algorithms: ['RS256', 'ES256', 'EdDSA'],
      subjectAttribute: options.subjectAttribute ?? 'sub',
    },
    { warn: (fields: unknown) => void logged.push((fields as { reason: string }).reason) },
    { limits: { ...keyLimits, deadlineMs: 700 }, ...options },
  );
  return {
    jwks,
    logged,
    read: (token) => read(token, new Date(ms)),
    sign: (key, claims = {}, header = {}) => {
      const good = { iss: ISSUER, aud: AUDIENCE, sub: 'TS2020S1', iat: seconds(), exp: seconds() + 600 };
      return signToken(key, { ...good, ...claims }, { ...header });
    },
    pass: (more) => {
      ms += more * 1000;
    },
    seconds,
  };
}
