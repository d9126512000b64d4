/** One student as the library's system exports them. */
export interface LibraryRecord {
  readonly studentId: string;
  /** 证件状态 as written: 正常, 已注销. */
  readonly cardLabel: string | null;
  /** 违章状态 as written; `0` is none. */
  readonly violationLabel: string | null;
  /** 论文提交状态 as written; null or blank: nothing handed in. */
  readonly thesisLabel: string | null;
  /** Books on loan. */
  readonly loans: readonly { readonly loanId: string; readonly title: string; readonly dueOn: string }[];
  /** Fees in hundredths of a yuan; below zero is a credit. */
  readonly fees: readonly { readonly feeId: string; readonly reason: string; readonly amountFen: number }[];
  /** When the copy was taken; null: the library keeps its records here. */
  readonly asOf: Date | null;
}
