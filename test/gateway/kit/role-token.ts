import { ensureDevKey } from '../../../gateway/identity/dev-key.ts';
import { signDevToken } from '../../../gateway/identity/dev-token.ts';
import type { Role } from '../../../gateway/identity/roles.ts';

/** `Authorization` for somebody in a role (S0, whom the test registry takes for the caller), as the gateway with that data directory takes it; none for null. */
export async function authorizationOf(role: Role | null, dataDir: string): Promise<Record<string, string>> {
  if (role === null) return {};
  const key = await ensureDevKey(dataDir, () => 'unused');
  return { authorization: `Bearer ${await signDevToken({ sub: 'S0', role }, key, new Date())}` };
}
