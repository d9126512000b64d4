/** What `npm run reports` asks; plain JSON, since it may travel to the process that holds the database. */
export interface ReportsCommand {
  /** `rebuild`: read everything anew. `reconcile`: the same, counting what was not as the sources say. */
  readonly kind: 'rebuild' | 'reconcile';
  /** Empty: the registry and every department. */
  readonly sources: readonly string[];
}
