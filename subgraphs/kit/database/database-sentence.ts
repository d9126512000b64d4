/**
 * Why a subgraph could not open its database, as a sentence for whoever starts it.
 *
 * Names the fault, not the address: a database address may carry a password.
 */
export function databaseSentence(error: unknown): string {
  const { code, message } =
    error instanceof Error ? (error as Error & { code?: unknown }) : { code: '', message: '' };
  const fault = [code, message].filter(Boolean).join(' ') || String(error);
  return (
    `数据库无法打开：${fault}。请检查 DATABASE_URL 与数据库服务。` +
    `The database could not be opened: ${fault}. Check DATABASE_URL, and that the server runs.`
  );
}
