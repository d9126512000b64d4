import { randomUUID } from 'node:crypto';
import { ensureDevKey } from '../../gateway/identity/dev-key.ts';
import { signDevToken } from '../../gateway/identity/dev-token.ts';

/** `Bearer …` of somebody. */
export type Authorize = (sub: string) => string;

/** Signs a token for every student before anybody waits for it. */
export async function signTokens(dataDir: string, students: readonly string[]): Promise<Authorize> {
  const key = await ensureDevKey(dataDir, randomUUID);
  const tokens = new Map<string, string>();
  for (const sub of students)
    tokens.set(sub, `Bearer ${await signDevToken({ sub, role: 'student' }, key, new Date())}`);
  return (sub) => tokens.get(sub) ?? '';
}
