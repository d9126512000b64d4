import { randomUUID } from 'node:crypto';
import { ensureDevKey } from '../../gateway/identity/dev-key.ts';
import { signDevToken } from '../../gateway/identity/dev-token.ts';

/** `Bearer …` of somebody. */
export type Authorize = (sub: string) => string;

/** Signs a token for every student, and one for the staff of finance, whose `sub` is `staff`, before anybody waits for it. */
export async function signTokens(dataDir: string, students: readonly string[]): Promise<Authorize> {
  const key = await ensureDevKey(dataDir, randomUUID);
  const tokens = new Map<string, string>();
  const sign = async (sub: string, role: 'student' | 'staff:finance') => {
    tokens.set(sub, `Bearer ${await signDevToken({ sub, role }, key, new Date())}`);
  };
  for (const student of students) await sign(student, 'student');
  await sign('staff', 'staff:finance');
  return (sub) => tokens.get(sub) ?? '';
}
