/** One student as the archives export them. */
export interface ArchivesRecord {
  readonly studentId: string;
  /** 论文提交状态 as written; null or blank: nothing handed in. */
  readonly thesisLabel: string | null;
  /** When the copy was taken; null: the archives keep their records here. */
  readonly asOf: Date | null;
}
