/** The departments that the class requires, in the order of the page. */
export const departments = ['library', 'archives', 'apartment', 'finance'] as const;

/** One of them. */
export type Department = (typeof departments)[number];

/** How a student stands before the load begins, by the departments' own tables; whoever is in neither list is unknown there. */
export interface Standing {
  readonly studentId: string;
  readonly passing: readonly Department[];
  readonly failing: readonly Department[];
}
