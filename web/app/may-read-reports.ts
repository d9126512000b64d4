/** Whether a role may see the figures of a class, as the rule on `Query.clearanceReport` says. @param role null: none */
export function mayReadReports(role: string | null): boolean {
  return role === 'analyst' || role === 'registrar' || (role?.startsWith('staff:') ?? false);
}
