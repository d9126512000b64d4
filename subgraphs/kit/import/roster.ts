/** Who is a student, as the registry says. */
export interface Roster {
  /** The class that clears now, e.g. 2020. */
  readonly classYear: number;
  /** The class year of each registered student, null where they are on no class's roster; others are absent. */
  readonly classYears: (ids: readonly string[]) => Promise<ReadonlyMap<string, number | null>>;
}
