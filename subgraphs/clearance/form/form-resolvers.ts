import type { FormKeySet, QueryResolvers } from '../schema.generated.ts';
import { clearanceForm } from './clearance-form.ts';
import type { FormKeys } from './form-keys.ts';
import type { FormParts } from './form-parts.ts';
import { verifyForm } from './verify-form.ts';

/** Resolvers of the printed form: making one, checking one, and the public keys. */
export function createFormResolvers(parts: FormParts): {
  readonly Query: Required<Pick<QueryResolvers, 'clearanceForm' | 'verifyForm' | 'formKeys'>>;
} {
  const keySet = publicKeySet(parts.keys);
  return {
    Query: {
      clearanceForm: (_parent, { serial }, { viewer }) => clearanceForm(parts, serial, viewer),
      verifyForm: (_parent, { input }, { viewer }) => verifyForm(parts, input, viewer),
      formKeys: () => keySet,
    },
  };
}

/** The public halves only, named one by one, so that nothing else of a key can come along. */
function publicKeySet({ all }: FormKeys): FormKeySet {
  const keys = all.map(({ kid, jwk: { kty, crv, x }, demo }) => ({
    kid,
    kty,
    crv,
    x,
    alg: 'EdDSA',
    use: 'sig',
    demo,
  }));
  return { keys };
}
