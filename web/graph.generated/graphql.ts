/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** State of the thesis at the archives. 论文提交状态 */
export type ArchivesThesisStatus =
  /** Checked and accepted; the only state that passes. 已审核 */
  | 'APPROVED'
  /** Nothing handed in (empty). 空 */
  | 'NOT_RECEIVED'
  /** Any other text; see the label. 其他 */
  | 'OTHER'
  /** The archives have no record of the student. 无法核对 */
  | 'UNKNOWN';

/** Which entries of the audit log. 审计条件 */
export type AuditLogFilter = {
  /** e.g. submit, submit-refused, diploma-handover, reopening-confirmed. 操作 */
  action?: string | null | undefined;
  /** By this person. 操作人 */
  actor?: string | null | undefined;
  /** Not before this instant. 起始时间 */
  from?: string | null | undefined;
  /** About this student. 学号 */
  studentId?: string | null | undefined;
  /** Before this instant. 截止时间 */
  until?: string | null | undefined;
};

/** Which to cancel. 取消内容 */
export type CancelExportInput = {
  /** Id of the export. 编号 */
  id: string;
};

/** Whose card to cancel. 注销对象 */
export type CancelLibraryCardInput = {
  /** Omitted by students (their own card), given by staff. 学号 */
  studentId?: string | null | undefined;
};

/** Which, and what becomes of it; what is left out stays. 修改内容：改哪一个、改成什么；不填的保持不变。 */
export type ChangeSavedQueryInput = {
  /** The new text; with it the variables are replaced, too. 查询文本：新的文本；变量随之一并替换。 */
  document?: string | null | undefined;
  /** Id of the saved query. 编号 */
  id: string;
  /** The new name. 新名称 */
  name?: string | null | undefined;
  /** The variables of the new text. 变量：新文本的变量。 */
  variables?: string | null | undefined;
};

/** A department's answer about one student. 事项结论 */
export type ClearanceOutcome =
  /** Something is open; the reasons say what. 未通过 */
  | 'NOT_PASSED'
  /** Everything the department asks for is settled. 通过 */
  | 'PASSED'
  /** It could not be checked; never treated as a pass. 无法核对 */
  | 'UNKNOWN';

/** Where a student stands. 办理状态 */
export type ClearanceState =
  /** The printed form was exchanged for the diploma. 已领证 */
  | 'DIPLOMA_ISSUED'
  /** Something is open or could not be checked. 办理中 */
  | 'IN_PROGRESS'
  /** The graduate school did not put the student on a roster. 不在办理名单 */
  | 'NOT_ON_ROSTER'
  /** The window of the class is not open. 未开放 */
  | 'NOT_OPEN'
  /** Everything passes; the student may submit. 可提交 */
  | 'READY'
  /** Submitted, with a serial. 已提交 */
  | 'SUBMITTED'
  /** Reopened by two registrars; of a submission only. 已作废 */
  | 'VOID';

/** How the diploma reached the graduate. 领取方式 */
export type CollectedBy =
  /** By somebody with an authorization. 委托他人领取 */
  | 'DELEGATE'
  /** By mail. 邮寄 */
  | 'MAIL'
  /** By the graduate in person. 本人领取 */
  | 'SELF';

/** Which request. 确认内容 */
export type ConfirmReopeningInput = {
  /** Id of the request. 申请编号 */
  reopeningId: string;
};

/** Which request, and why not. 驳回内容 */
export type DeclineReopeningInput = {
  /** 1 to 500 characters; without personal data. 原因 */
  reason: string;
  /** Id of the request. 申请编号 */
  reopeningId: string;
};

/** Which to delete. 删除内容 */
export type DeleteSavedQueryInput = {
  /** Id of the saved query. 编号 */
  id: string;
};

/** What the file is written as. 导出格式 */
export type ExportFormat =
  /**
   * For people and spreadsheets: headers and values in Chinese words, Beijing time; UTF-8 with byte order mark, CRLF; a cell that would
   * run as a formula gets ' before it.
   * 表格：表头和取值为中文，北京时间；UTF-8 带 BOM，CRLF；会被当作公式执行的单元格前加 '。
   */
  | 'CSV'
  /** One JSON object a line, as the query gives it. 每行一个 JSON 对象：与查询结果一致。 */
  | 'JSONL';

/** How far an export is. 导出状态 */
export type ExportState =
  /** The caller cancelled it; what was written is removed. 已取消：申请人取消，已写的内容已删除。 */
  | 'CANCELLED'
  /** Its file can be downloaded. 已完成：文件可以下载。 */
  | 'DONE'
  /** It failed; `failure` says why. 失败：原因见 failure。 */
  | 'FAILED'
  /** Waits for its turn. 排队中 */
  | 'QUEUED'
  /** Being written. 导出中 */
  | 'RUNNING';

/** Gender by GB/T 2261.1. 性别 */
export type Gender =
  /** Female, code 2. 女，代码 2 */
  | 'FEMALE'
  /** Male, code 1. 男，代码 1 */
  | 'MALE'
  /** Not stated, code 9. 未说明，代码 9 */
  | 'NOT_STATED'
  /** Unknown, code 0. 未知，代码 0 */
  | 'UNKNOWN';

/** What was shown at the desk. 证件类别 */
export type HandoverDocument =
  /** Letter of authorization. 授权委托书 */
  | 'AUTHORIZATION_LETTER'
  /** Courier receipt. 邮寄回执 */
  | 'COURIER_RECEIPT'
  /** Identity card. 居民身份证 */
  | 'ID_CARD'
  /** Passport. 护照 */
  | 'PASSPORT'
  /** Student card or campus card. 学生证或校园卡 */
  | 'STUDENT_CARD';

/** What was shown at the desk; removed a year after. 领取凭证 */
export type HandoverEvidenceInput = {
  /** Name of the person who collects, at most 64 characters; needed for DELEGATE, and only then. 代领人 */
  delegateName?: string | null | undefined;
  /** Kind of document. 证件类别 */
  document: HandoverDocument;
  /** Number of the letter or parcel, at most 64 characters; needed for MAIL. Never an identity number. 凭证编号 */
  reference?: string | null | undefined;
};

/** Why the student leaves. 离校类别 */
export type LeaveType =
  /** Completion without degree. 结业 */
  | 'COMPLETION'
  /** Dismissal. 开除学籍 */
  | 'DISMISSAL'
  /** End of an exchange. 交流到期 */
  | 'EXCHANGE_END'
  /** Graduation. 毕业离校 */
  | 'GRADUATION'
  /** Any other reason. 其他 */
  | 'OTHER'
  /** Partial completion. 肄业 */
  | 'PARTIAL'
  /** Transfer to another university. 转学 */
  | 'TRANSFER_OUT'
  /** Withdrawal. 退学 */
  | 'WITHDRAWAL';

/** State of the library card. 证件状态 */
export type LibraryCardStatus =
  /** Books can be borrowed. 正常 */
  | 'ACTIVE'
  /** Borrowing has ended; entering and leaving stay possible. 已注销 */
  | 'CANCELLED'
  /** A text that the configuration does not know. 无法识别 */
  | 'UNKNOWN';

/** State of the thesis deposit at the library. 论文提交状态 */
export type LibraryThesisStatus =
  /** Record approved; the only state that passes. 记录审核通过 */
  | 'APPROVED'
  /** No deposit asked for (classified). 免交 */
  | 'EXEMPT'
  /** Nothing handed in. 未提交 */
  | 'NOT_SUBMITTED'
  /** Review refused it. 审核未通过 */
  | 'REJECTED'
  /** Handed in. 已提交 */
  | 'SUBMITTED'
  /** Handed in, review not finished. 未审核 */
  | 'UNDER_REVIEW'
  /** A text that the configuration does not know. 无法识别 */
  | 'UNKNOWN';

/** Why an item is not passed, why it is unknown, or a note on a pass. 原因代码 */
export type ReasonCode =
  /** The archives have not received the thesis. 未提交论文 */
  | 'ARCHIVES_THESIS_MISSING'
  /** The thesis is there but not approved. 论文未审核 */
  | 'ARCHIVES_THESIS_NOT_APPROVED'
  /** Books are not returned. 有未还图书 */
  | 'BOOKS_OUTSTANDING'
  /** The card is still active. 借书证未注销 */
  | 'CARD_NOT_CANCELLED'
  /** The checkout day has not come. 退宿日期未到 */
  | 'CHECKOUT_DATE_AHEAD'
  /** A checkout has a date without a handler or the reverse. 退宿信息不完整 */
  | 'DATA_INCOMPLETE'
  /** A row carries another student number. 学号不符 */
  | 'IDENTITY_MISMATCH'
  /** A status text that the configuration does not know. 状态无法识别 */
  | 'LABEL_UNMAPPED'
  /** Fees are not paid. 有欠款 */
  | 'LIBRARY_FEE_OWED'
  /** A violation is open. 有违章 */
  | 'LIBRARY_VIOLATION'
  /** Not living on campus, nothing to do (a pass). 未在校住宿，无需办理 */
  | 'NON_RESIDENT'
  /** A room is not checked out. 未退宿 */
  | 'NOT_CHECKED_OUT'
  /** The statement and the rooms disagree. 住宿情况与记录不符 */
  | 'RESIDENCY_CONTRADICTORY'
  /** No room and no statement about residency. 住宿情况不明 */
  | 'RESIDENCY_NOT_STATED'
  /** The department answered with a fault. 查询出错 */
  | 'SOURCE_ERROR'
  /** The department did not answer in time. 查询超时 */
  | 'SOURCE_TIMEOUT'
  /** The data are older than the department guarantees. 数据过期 */
  | 'STALE'
  /** The department has no record of this student. 查无此人 */
  | 'STUDENT_NOT_FOUND'
  /** The thesis deposit is not approved. 论文未审核通过 */
  | 'THESIS_NOT_APPROVED'
  /** Charges are not paid. 有欠费 */
  | 'TUITION_OWED';

/** Which form, to whom, on what evidence. 领证登记内容 */
export type RecordDiplomaHandoverInput = {
  /** How it reaches the graduate. 领取方式 */
  collectedBy: CollectedBy;
  /** Which desk, 1 to 64 characters, e.g. 2号窗口. 窗口 */
  desk: string;
  /** What was shown. 领取凭证 */
  evidence: HandoverEvidenceInput;
  /** Serial of the form. 流程单编号 */
  serial: string;
  /** The student number on the card that was shown; another student's form is refused then. 出示人学号 */
  studentId?: string | null | undefined;
};

/** Where a request to reopen stands. 申请状态 */
export type ReopeningState =
  /** Confirmed: the submission was reopened. 已退回重办 */
  | 'CONFIRMED'
  /** Declined: the submission stands. 已驳回 */
  | 'DECLINED'
  /** Waits for another registrar. 待审核 */
  | 'PENDING';

/** By what students are counted. 分组：按什么统计人数。 */
export type ReportDimension =
  /** Class year. 届 */
  | 'CLASS_YEAR'
  /** College. 学院 */
  | 'COLLEGE'
  /** The day in Asia/Shanghai since which that conclusion stands. 日期：该结论自哪一天（北京时间）起成立。 */
  | 'DAY'
  /** The departments that the student's class requires: one student is in several groups. 部门：学生所在届需办理的部门；一名学生计入多个组。 */
  | 'DEPARTMENT'
  /** Why the student leaves. 离校类别 */
  | 'LEAVE_TYPE'
  /** Within its college. 专业：按所在学院区分。 */
  | 'MAJOR'
  /**
   * The department's conclusion where departments are grouped or filtered by, else the overall one.
   * 结论：按部门分组或筛选时为部门的结论，否则为总结论。
   */
  | 'OUTCOME'
  /** One student may be in several groups, or in none. 原因：一名学生可能计入多个组，也可能不计入任何组。 */
  | 'REASON'
  /** Where the student is on the way. 办理阶段 */
  | 'STAGE'
  /** Level of study. 培养层次 */
  | 'STUDY_LEVEL';

/**
 * Which students a report or a list is about; a field that is left out or empty matches all.
 * 统计条件：统计或列出哪些学生；不填或为空的字段不作限制。
 */
export type ReportFilter = {
  /** 2020 is 2020届. Left out by an analyst: the class year of the configuration. 届：2020 即 2020届；分析员不填时，为配置中的届。 */
  classYears?: Array<number> | null | undefined;
  /** Codes of colleges. 学院代码 */
  collegeCodes?: Array<string> | null | undefined;
  /**
   * Where `outcomes` and `reasons` are looked for: some of these departments; left out: the overall conclusion, and reasons of any.
   * 部门：在这些部门中查 outcomes 和 reasons，有一个部门符合即可；不填时 outcomes 指总结论，reasons 不限部门。
   */
  departments?: Array<string> | null | undefined;
  /** Why students leave. 离校类别 */
  leaveTypes?: Array<LeaveType> | null | undefined;
  /** Names of majors. 专业：专业名称。 */
  majors?: Array<string> | null | undefined;
  /** Conclusions: overall, or at `departments`. 结论：总结论，或 departments 中部门的结论。 */
  outcomes?: Array<ClearanceOutcome> | null | undefined;
  /** Codes of reasons, of which one at least is given. 原因代码：至少有其中一个原因。 */
  reasons?: Array<string> | null | undefined;
  /** Where students are on the way. 办理阶段 */
  stages?: Array<ReportStage> | null | undefined;
  /** Levels of study. 培养层次 */
  studyLevels?: Array<StudyLevel> | null | undefined;
};

/** Step of a trend. 趋势步长 */
export type ReportInterval =
  /** The last hour of each day in Asia/Shanghai. 日：每天（北京时间）的最后一小时。 */
  | 'DAY'
  /** Each hour. 小时：每小时。 */
  | 'HOUR';

/** Where a student is on the way. 办理阶段：学生办到哪一步。 */
export type ReportStage =
  /** Some pass; so many as blockedBy says do not. 有未通过的部门：部分已通过，还有 blockedBy 个部门未通过。 */
  | 'BLOCKED'
  /** The diploma was handed over. 已领证 */
  | 'HANDED_OVER'
  /** No department that the class requires passes yet. 未开始：所在届需办理的部门还没有一个通过。 */
  | 'NOT_STARTED'
  /** All pass, nothing is submitted. 可提交：全部通过，尚未提交。 */
  | 'READY'
  /** Submitted, diploma not handed over. 已提交：尚未领证。 */
  | 'SUBMITTED';

/** How a source of the read model is heard. 方式：如何得知来源的变化。 */
export type ReportWay =
  /** By its events, as they happen. 事件：变化发生时由事件得知。 */
  | 'EVENTS'
  /** It is not heard now. 中断：现在没有消息。 */
  | 'LOST'
  /** It is asked from time to time. 轮询：每隔一段时间询问一次。 */
  | 'POLLED';

/** Which submission, and why. 退回重办申请内容 */
export type RequestReopeningInput = {
  /** 1 to 500 characters; without personal data. 原因 */
  reason: string;
  /** Serial of the submission that stands. 流程单编号 */
  serial: string;
};

/** Where a student lives. 住宿情况 */
export type Residency =
  /** Has left. 已退宿 */
  | 'CHECKED_OUT'
  /** Never lived on campus; nothing to do. 未在校住宿 */
  | 'NON_RESIDENT'
  /** Lives in an apartment. 在住 */
  | 'RESIDENT'
  /** Not stated, or a text that the configuration does not know. 无法识别 */
  | 'UNKNOWN';

/** Which case, and why. 处理内容 */
export type ResolveReviewCaseInput = {
  /** Id of the case. 编号 */
  caseId: string;
  /** 1 to 500 characters; without personal data. 说明 */
  note: string;
};

/** Where a review case stands. 状态 */
export type ReviewCaseState =
  /** Waits for a registrar. 待处理 */
  | 'OPEN'
  /** It has ended; `resolution` says how. 已处理 */
  | 'RESOLVED';

/** How a review case ended. 处理结果 */
export type ReviewResolution =
  /** The department passes again. 已恢复通过 */
  | 'PASSES_AGAIN'
  /** The submission was reopened. 已退回重办 */
  | 'REOPENED'
  /** A registrar lets the submission stand. 维持提交 */
  | 'STANDS'
  /** A newer failing verdict took its place, in a case of its own. 已有更新的结论 */
  | 'SUPERSEDED';

/** What to save. 保存内容 */
export type SaveQueryInput = {
  /** GraphQL with at least one operation, at most 20,000 characters. 查询文本：至少有一个操作的 GraphQL，最多 20,000 个字符。 */
  document: string;
  /** 1 to 100 characters, not used by another of the caller's. 名称：1 至 100 个字符，不与本人的其他查询重名。 */
  name: string;
  /** A JSON object as text, at most 10,000 characters. 变量：JSON 对象的文本，最多 10,000 个字符。 */
  variables?: string | null | undefined;
};

/** Which service, on or off. 收藏设置 */
export type SetFavoriteInput = {
  /** true keeps it, false drops it. 是否收藏 */
  on: boolean;
  /** ServiceGuide.id. 服务标识 */
  serviceId: string;
};

/** What to export. 导出内容 */
export type StartExportInput = {
  /**
   * One query whose only field is `clearances`, with `nodes { … }` and nothing else, and without `student`; `filter` counts, `first`
   * and `after` do not: all rows are written. At most 20,000 characters.
   * 查询文本：恰有一个 query，只有 clearances 一个字段，其下只有 nodes { … }，不可有 student；filter 有效，first、after 不起作用，
   * 总是写出全部行。最多 20,000 个字符。
   */
  document: string;
  /** What to write the file as. 格式 */
  format: ExportFormat;
  /** What it is for, 5 to 200 characters; kept in the audit log. 用途：5 至 200 个字符，记入审计日志。 */
  purpose: string;
  /** A JSON object as text, at most 10,000 characters. 变量：JSON 对象的文本，最多 10,000 个字符。 */
  variables?: string | null | undefined;
};

/** Level of study. 培养层次 */
export type StudyLevel =
  /** Doctor. 博士 */
  | 'DOCTOR'
  /** Exchange. 交流 */
  | 'EXCHANGE'
  /** Master. 硕士 */
  | 'MASTER'
  /** Any other level. 其他 */
  | 'OTHER'
  /** Undergraduate. 本科 */
  | 'UNDERGRADUATE';

/** Whose clearance, and the caller's key. 提交内容 */
export type SubmitClearanceInput = {
  /** One per intention to submit, made by the client; may be given by the header Idempotency-Key instead. 幂等键 */
  idempotencyKey?: string | null | undefined;
  /** The caller's own number; may be left out. 学号 */
  studentId?: string | null | undefined;
};

/** Whether a printed form holds now. 核验结论 */
export type VerificationVerdict =
  /** The diploma was handed over for it. 已领证 */
  | 'ALREADY_ISSUED'
  /** A department fails since; the registrar decides. 条件已变化 */
  | 'CONDITIONS_CHANGED'
  /** Forged, altered, somebody else's, or unknown. 无效 */
  | 'INVALID'
  /** It holds. 有效 */
  | 'VALID'
  /** It was reopened; the next edition counts. 已作废 */
  | 'VOID';

export type AuditLogQueryVariables = Exact<{
  filter?: AuditLogFilter | null | undefined;
  first?: number;
  after?: string | null | undefined;
}>;


export type AuditLogQuery = { auditLog: { nodes: Array<{ id: string, at: string, actor: string, role: string, action: string, studentId: string, serial: string | null, detail: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type CancelExportMutationVariables = Exact<{
  input: CancelExportInput;
}>;


export type CancelExportMutation = { cancelExport:
    | { __typename: 'ExportCancelled', export: { id: string, state: ExportState, format: ExportFormat, purpose: string, requestedAt: string, expiresAt: string | null, rows: number, totalRows: number, percent: number, remainingSeconds: number | null, bytes: number, fileName: string, downloadPath: string | null, failure: { zh: string, en: string } | null } }
    | { __typename: 'ExportRefused', code: string, message: { zh: string, en: string } }
   | null };

export type CancelLibraryCardMutationVariables = Exact<{
  input: CancelLibraryCardInput;
}>;


export type CancelLibraryCardMutation = { cancelLibraryCard:
    | { __typename: 'LibraryCardCancelled', alreadyCancelled: boolean, library: { outcome: ClearanceOutcome, passed: boolean | null, version: string, asOf: string, accountFound: boolean, unreturnedBookCount: number, violationCount: number | null, violationLabel: string | null, cardStatus: LibraryCardStatus, cardStatusLabel: string | null, canCancelCard: boolean, thesisDepositStatus: LibraryThesisStatus, thesisDepositLabel: string | null, reasons: Array<{ code: ReasonCode, url: string | null, text: { zh: string, en: string }, action: { zh: string, en: string }, where: { zh: string, en: string } | null, phone: { display: string, uri: string } | null }>, contact: { unitName: { zh: string, en: string }, phones: Array<{ display: string, uri: string }> }, feeOwed: { fen: number, yuan: string }, cancelBlockers: Array<{ code: ReasonCode, text: { zh: string, en: string }, action: { zh: string, en: string }, phone: { display: string, uri: string } | null }>, guidance: { zh: string, en: string }, notices: Array<{ url: string | null, title: { zh: string, en: string } }> } }
    | { __typename: 'LibraryCardNotCancellable', code: string, retryable: boolean, retryAfterMs: number | null, blockers: Array<{ code: ReasonCode, text: { zh: string, en: string }, action: { zh: string, en: string } }>, contact: { unitName: { zh: string, en: string }, phones: Array<{ display: string, uri: string }> }, message: { zh: string, en: string } }
    | { __typename: 'StudentNotFound', code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } }
   | null };

type ProblemMessage_ChargeNotFound_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type ProblemMessage_ClearanceAlreadySubmitted_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type ProblemMessage_ClearanceNotEligible_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type ProblemMessage_ClearanceWindowClosed_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type ProblemMessage_DepartmentsUnavailable_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type ProblemMessage_DiplomaAlreadyHandedOver_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type ProblemMessage_ExportRefused_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type ProblemMessage_FormDoesNotHold_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type ProblemMessage_IdempotencyKeyReused_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type ProblemMessage_LibraryCardNotCancellable_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type ProblemMessage_LibraryThesisLabelNotMapped_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type ProblemMessage_PaymentExceedsCharge_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type ProblemMessage_ReferenceReused_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type ProblemMessage_ReopeningRefused_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type ProblemMessage_ReviewCaseNotOpen_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type ProblemMessage_ReviewCasesOpen_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type ProblemMessage_SavedQueryRefused_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type ProblemMessage_ServiceNotFound_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type ProblemMessage_StayAlreadyCheckedOut_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type ProblemMessage_StayNotFound_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type ProblemMessage_StudentNotFound_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type ProblemMessage_StudentNotOnRoster_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type ProblemMessage_SubmissionInProgress_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type ProblemMessage_SubmissionOutcomeUnknown_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type ProblemMessage_SubmissionShed_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type ProblemMessage_VerdictChanged_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

export type ProblemMessageFragment =
  | ProblemMessage_ChargeNotFound_Fragment
  | ProblemMessage_ClearanceAlreadySubmitted_Fragment
  | ProblemMessage_ClearanceNotEligible_Fragment
  | ProblemMessage_ClearanceWindowClosed_Fragment
  | ProblemMessage_DepartmentsUnavailable_Fragment
  | ProblemMessage_DiplomaAlreadyHandedOver_Fragment
  | ProblemMessage_ExportRefused_Fragment
  | ProblemMessage_FormDoesNotHold_Fragment
  | ProblemMessage_IdempotencyKeyReused_Fragment
  | ProblemMessage_LibraryCardNotCancellable_Fragment
  | ProblemMessage_LibraryThesisLabelNotMapped_Fragment
  | ProblemMessage_PaymentExceedsCharge_Fragment
  | ProblemMessage_ReferenceReused_Fragment
  | ProblemMessage_ReopeningRefused_Fragment
  | ProblemMessage_ReviewCaseNotOpen_Fragment
  | ProblemMessage_ReviewCasesOpen_Fragment
  | ProblemMessage_SavedQueryRefused_Fragment
  | ProblemMessage_ServiceNotFound_Fragment
  | ProblemMessage_StayAlreadyCheckedOut_Fragment
  | ProblemMessage_StayNotFound_Fragment
  | ProblemMessage_StudentNotFound_Fragment
  | ProblemMessage_StudentNotOnRoster_Fragment
  | ProblemMessage_SubmissionInProgress_Fragment
  | ProblemMessage_SubmissionOutcomeUnknown_Fragment
  | ProblemMessage_SubmissionShed_Fragment
  | ProblemMessage_VerdictChanged_Fragment
;

export type ChangeSavedQueryMutationVariables = Exact<{
  input: ChangeSavedQueryInput;
}>;


export type ChangeSavedQueryMutation = { changeSavedQuery:
    | { __typename: 'SavedQueryChanged', savedQuery: { id: string, name: string, document: string, variables: string | null, isMine: boolean, createdAt: string, updatedAt: string } }
    | { __typename: 'SavedQueryRefused', code: string, message: { zh: string, en: string } }
   | null };

export type ClearanceChangedSubscriptionVariables = Exact<{
  studentId?: string | null | undefined;
}>;


export type ClearanceChangedSubscription = { clearanceChanged: { passed: boolean | null, outcome: ClearanceOutcome | null, state: ClearanceState | null, requiredDepartments: Array<string> | null, asOfDate: string | null, name: string | null, id: string, gender: Gender | null, grade: string | null, college: string | null, major: string | null, enrollmentDate: string | null, leaveType: LeaveType | null, studyLevel: StudyLevel | null, classYear: number | null, library: { outcome: ClearanceOutcome, passed: boolean | null, version: string, asOf: string, accountFound: boolean, unreturnedBookCount: number, violationCount: number | null, violationLabel: string | null, cardStatus: LibraryCardStatus, cardStatusLabel: string | null, canCancelCard: boolean, thesisDepositStatus: LibraryThesisStatus, thesisDepositLabel: string | null, reasons: Array<{ code: ReasonCode, url: string | null, text: { zh: string, en: string }, action: { zh: string, en: string }, where: { zh: string, en: string } | null, phone: { display: string, uri: string } | null }>, contact: { unitName: { zh: string, en: string }, phones: Array<{ display: string, uri: string }> }, feeOwed: { fen: number, yuan: string }, cancelBlockers: Array<{ code: ReasonCode, text: { zh: string, en: string }, action: { zh: string, en: string }, phone: { display: string, uri: string } | null }>, guidance: { zh: string, en: string }, notices: Array<{ url: string | null, title: { zh: string, en: string } }> } | null, archives: { outcome: ClearanceOutcome, passed: boolean | null, version: string, asOf: string, accountFound: boolean, thesisArchivesStatus: ArchivesThesisStatus, thesisArchivesLabel: string | null, reasons: Array<{ code: ReasonCode, url: string | null, text: { zh: string, en: string }, action: { zh: string, en: string }, where: { zh: string, en: string } | null, phone: { display: string, uri: string } | null }>, contact: { unitName: { zh: string, en: string }, phones: Array<{ display: string, uri: string }> }, notices: Array<{ url: string | null, title: { zh: string, en: string } }> } | null, apartment: { outcome: ClearanceOutcome, passed: boolean | null, version: string, asOf: string, accountFound: boolean, residency: Residency, residencyLabel: string | null, reasons: Array<{ code: ReasonCode, url: string | null, text: { zh: string, en: string }, action: { zh: string, en: string }, where: { zh: string, en: string } | null, phone: { display: string, uri: string } | null }>, contact: { unitName: { zh: string, en: string }, phones: Array<{ display: string, uri: string }> }, stays: Array<{ id: string, campus: string | null, compound: string | null, building: string | null, room: string | null, checkoutDate: string | null, checkoutHandler: { name: string } | null }>, notices: Array<{ url: string | null, title: { zh: string, en: string } }> } | null, finance: { outcome: ClearanceOutcome, passed: boolean | null, version: string, asOf: string, accountFound: boolean, totalOwedText: string, reasons: Array<{ code: ReasonCode, url: string | null, text: { zh: string, en: string }, action: { zh: string, en: string }, where: { zh: string, en: string } | null, phone: { display: string, uri: string } | null }>, contact: { unitName: { zh: string, en: string }, phones: Array<{ display: string, uri: string }> }, charges: Array<{ id: string, studentId: string, academicYear: number, chargeItemName: string, amountOwed: { fen: number, yuan: string } }>, credits: Array<{ id: string, studentId: string, academicYear: number, chargeItemName: string, amountOwed: { fen: number, yuan: string } }>, totalOwed: { fen: number, yuan: string }, notices: Array<{ url: string | null, title: { zh: string, en: string } }> } | null, submissionWindow: { opensAt: string | null, closesAt: string | null } | null, submission: { serial: string, edition: number, submittedAt: string, state: ClearanceState, student: { studentId: string, name: string | null, gender: Gender | null, grade: string | null, college: string | null, major: string | null, enrollmentDate: string | null, leaveType: LeaveType | null, classYear: number }, departments: Array<{ outcome: ClearanceOutcome, version: string, readAt: string, contact: { code: string, unitName: { zh: string, en: string } } }> } | null } | null };

export type ClearanceFormQueryVariables = Exact<{
  serial: string;
}>;


export type ClearanceFormQuery = { clearanceForm: { title: string, printedAt: string, verificationUrl: string, qr: { svg: string, text: string }, watermark: { zh: string, en: string } | null, submission: { serial: string, edition: number, serviceName: string, serviceCode: string, submittedAt: string, state: ClearanceState, voidedAt: string | null, student: { studentId: string, name: string | null, gender: Gender | null, grade: string | null, college: string | null, major: string | null, enrollmentDate: string | null, leaveType: LeaveType | null, classYear: number }, departments: Array<{ outcome: ClearanceOutcome, version: string, readAt: string, contact: { code: string, unitName: { zh: string, en: string }, phones: Array<{ display: string, uri: string }>, place: { zh: string, en: string } | null }, notices: Array<{ url: string | null, title: { zh: string, en: string } }> }>, diplomaNotice: { zh: string, en: string } | null, diploma: { handedOverAt: string, desk: string, collectedBy: CollectedBy } | null } } | null };

export type ClearancePageQueryVariables = Exact<{
  studentId?: string | null | undefined;
}>;


export type ClearancePageQuery = { clearance: { passed: boolean | null, outcome: ClearanceOutcome | null, state: ClearanceState | null, requiredDepartments: Array<string> | null, asOfDate: string | null, name: string | null, id: string, gender: Gender | null, grade: string | null, college: string | null, major: string | null, enrollmentDate: string | null, leaveType: LeaveType | null, studyLevel: StudyLevel | null, classYear: number | null, library: { outcome: ClearanceOutcome, passed: boolean | null, version: string, asOf: string, accountFound: boolean, unreturnedBookCount: number, violationCount: number | null, violationLabel: string | null, cardStatus: LibraryCardStatus, cardStatusLabel: string | null, canCancelCard: boolean, thesisDepositStatus: LibraryThesisStatus, thesisDepositLabel: string | null, reasons: Array<{ code: ReasonCode, url: string | null, text: { zh: string, en: string }, action: { zh: string, en: string }, where: { zh: string, en: string } | null, phone: { display: string, uri: string } | null }>, contact: { unitName: { zh: string, en: string }, phones: Array<{ display: string, uri: string }> }, feeOwed: { fen: number, yuan: string }, cancelBlockers: Array<{ code: ReasonCode, text: { zh: string, en: string }, action: { zh: string, en: string }, phone: { display: string, uri: string } | null }>, guidance: { zh: string, en: string }, notices: Array<{ url: string | null, title: { zh: string, en: string } }> } | null, archives: { outcome: ClearanceOutcome, passed: boolean | null, version: string, asOf: string, accountFound: boolean, thesisArchivesStatus: ArchivesThesisStatus, thesisArchivesLabel: string | null, reasons: Array<{ code: ReasonCode, url: string | null, text: { zh: string, en: string }, action: { zh: string, en: string }, where: { zh: string, en: string } | null, phone: { display: string, uri: string } | null }>, contact: { unitName: { zh: string, en: string }, phones: Array<{ display: string, uri: string }> }, notices: Array<{ url: string | null, title: { zh: string, en: string } }> } | null, apartment: { outcome: ClearanceOutcome, passed: boolean | null, version: string, asOf: string, accountFound: boolean, residency: Residency, residencyLabel: string | null, reasons: Array<{ code: ReasonCode, url: string | null, text: { zh: string, en: string }, action: { zh: string, en: string }, where: { zh: string, en: string } | null, phone: { display: string, uri: string } | null }>, contact: { unitName: { zh: string, en: string }, phones: Array<{ display: string, uri: string }> }, stays: Array<{ id: string, campus: string | null, compound: string | null, building: string | null, room: string | null, checkoutDate: string | null, checkoutHandler: { name: string } | null }>, notices: Array<{ url: string | null, title: { zh: string, en: string } }> } | null, finance: { outcome: ClearanceOutcome, passed: boolean | null, version: string, asOf: string, accountFound: boolean, totalOwedText: string, reasons: Array<{ code: ReasonCode, url: string | null, text: { zh: string, en: string }, action: { zh: string, en: string }, where: { zh: string, en: string } | null, phone: { display: string, uri: string } | null }>, contact: { unitName: { zh: string, en: string }, phones: Array<{ display: string, uri: string }> }, charges: Array<{ id: string, studentId: string, academicYear: number, chargeItemName: string, amountOwed: { fen: number, yuan: string } }>, credits: Array<{ id: string, studentId: string, academicYear: number, chargeItemName: string, amountOwed: { fen: number, yuan: string } }>, totalOwed: { fen: number, yuan: string }, notices: Array<{ url: string | null, title: { zh: string, en: string } }> } | null, submissionWindow: { opensAt: string | null, closesAt: string | null } | null, submission: { serial: string, edition: number, submittedAt: string, state: ClearanceState, student: { studentId: string, name: string | null, gender: Gender | null, grade: string | null, college: string | null, major: string | null, enrollmentDate: string | null, leaveType: LeaveType | null, classYear: number }, departments: Array<{ outcome: ClearanceOutcome, version: string, readAt: string, contact: { code: string, unitName: { zh: string, en: string } } }> } | null } | null };

export type LibraryItemFragment = { accountFound: boolean, unreturnedBookCount: number, violationCount: number | null, violationLabel: string | null, cardStatus: LibraryCardStatus, cardStatusLabel: string | null, canCancelCard: boolean, thesisDepositStatus: LibraryThesisStatus, thesisDepositLabel: string | null, feeOwed: { fen: number, yuan: string }, cancelBlockers: Array<{ code: ReasonCode, text: { zh: string, en: string }, action: { zh: string, en: string }, phone: { display: string, uri: string } | null }>, guidance: { zh: string, en: string }, notices: Array<{ url: string | null, title: { zh: string, en: string } }> };

export type ArchivesItemFragment = { accountFound: boolean, thesisArchivesStatus: ArchivesThesisStatus, thesisArchivesLabel: string | null, notices: Array<{ url: string | null, title: { zh: string, en: string } }> };

export type ApartmentItemFragment = { accountFound: boolean, residency: Residency, residencyLabel: string | null, stays: Array<{ id: string, campus: string | null, compound: string | null, building: string | null, room: string | null, checkoutDate: string | null, checkoutHandler: { name: string } | null }>, notices: Array<{ url: string | null, title: { zh: string, en: string } }> };

export type FinanceItemFragment = { accountFound: boolean, totalOwedText: string, charges: Array<{ id: string, studentId: string, academicYear: number, chargeItemName: string, amountOwed: { fen: number, yuan: string } }>, credits: Array<{ id: string, studentId: string, academicYear: number, chargeItemName: string, amountOwed: { fen: number, yuan: string } }>, totalOwed: { fen: number, yuan: string }, notices: Array<{ url: string | null, title: { zh: string, en: string } }> };

export type ChargeRowFragment = { id: string, studentId: string, academicYear: number, chargeItemName: string, amountOwed: { fen: number, yuan: string } };

export type NoticeLinkFragment = { url: string | null, title: { zh: string, en: string } };

export type ClearanceQueryVariables = Exact<{
  studentId?: string | null | undefined;
}>;


export type ClearanceQuery = { clearance: { passed: boolean | null, library: { outcome: ClearanceOutcome, passed: boolean | null, version: string, asOf: string, reasons: Array<{ code: ReasonCode, url: string | null, text: { zh: string, en: string }, action: { zh: string, en: string }, where: { zh: string, en: string } | null, phone: { display: string, uri: string } | null }>, contact: { unitName: { zh: string, en: string }, phones: Array<{ display: string, uri: string }> } } | null, archives: { outcome: ClearanceOutcome, passed: boolean | null, version: string, asOf: string, reasons: Array<{ code: ReasonCode, url: string | null, text: { zh: string, en: string }, action: { zh: string, en: string }, where: { zh: string, en: string } | null, phone: { display: string, uri: string } | null }>, contact: { unitName: { zh: string, en: string }, phones: Array<{ display: string, uri: string }> } } | null, apartment: { outcome: ClearanceOutcome, passed: boolean | null, version: string, asOf: string, reasons: Array<{ code: ReasonCode, url: string | null, text: { zh: string, en: string }, action: { zh: string, en: string }, where: { zh: string, en: string } | null, phone: { display: string, uri: string } | null }>, contact: { unitName: { zh: string, en: string }, phones: Array<{ display: string, uri: string }> } } | null, finance: { outcome: ClearanceOutcome, passed: boolean | null, version: string, asOf: string, reasons: Array<{ code: ReasonCode, url: string | null, text: { zh: string, en: string }, action: { zh: string, en: string }, where: { zh: string, en: string } | null, phone: { display: string, uri: string } | null }>, contact: { unitName: { zh: string, en: string }, phones: Array<{ display: string, uri: string }> } } | null } | null };

export type CompletedServiceQueryVariables = Exact<{
  serial: string;
}>;


export type CompletedServiceQuery = { completedService: { serial: string, edition: number, serviceName: string, serviceCode: string, submittedAt: string, state: ClearanceState, voidedAt: string | null, student: { studentId: string, name: string | null, gender: Gender | null, grade: string | null, college: string | null, major: string | null, enrollmentDate: string | null, leaveType: LeaveType | null, classYear: number }, departments: Array<{ outcome: ClearanceOutcome, version: string, readAt: string, contact: { code: string, unitName: { zh: string, en: string }, phones: Array<{ display: string, uri: string }>, place: { zh: string, en: string } | null }, notices: Array<{ url: string | null, title: { zh: string, en: string } }> }>, diplomaNotice: { zh: string, en: string } | null, diploma: { handedOverAt: string, desk: string, collectedBy: CollectedBy } | null } | null };

export type SubmittedServiceFragment = { serial: string, edition: number, serviceName: string, serviceCode: string, submittedAt: string, state: ClearanceState, voidedAt: string | null, student: { studentId: string, name: string | null, gender: Gender | null, grade: string | null, college: string | null, major: string | null, enrollmentDate: string | null, leaveType: LeaveType | null, classYear: number }, departments: Array<{ outcome: ClearanceOutcome, version: string, readAt: string, contact: { code: string, unitName: { zh: string, en: string }, phones: Array<{ display: string, uri: string }>, place: { zh: string, en: string } | null }, notices: Array<{ url: string | null, title: { zh: string, en: string } }> }>, diplomaNotice: { zh: string, en: string } | null, diploma: { handedOverAt: string, desk: string, collectedBy: CollectedBy } | null };

export type CompletedServicesQueryVariables = Exact<{
  first?: number;
  after?: string | null | undefined;
}>;


export type CompletedServicesQuery = { completedServices: { nodes: Array<{ serial: string, edition: number, serviceName: string, serviceCode: string, submittedAt: string, state: ClearanceState, voidedAt: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ConfirmReopeningMutationVariables = Exact<{
  input: ConfirmReopeningInput;
}>;


export type ConfirmReopeningMutation = { confirmReopening:
    | { __typename: 'ReopeningConfirmed', reopening: { id: string, serial: string, studentId: string, reason: string, state: ReopeningState, requestedBy: string, requestedAt: string, decidedBy: string | null, decidedAt: string | null, declineReason: string | null } }
    | { __typename: 'ReopeningRefused', code: string, retryable: boolean, retryAfterMs: number | null, inTheWay: { id: string, serial: string, studentId: string, reason: string, state: ReopeningState, requestedBy: string, requestedAt: string, decidedBy: string | null, decidedAt: string | null, declineReason: string | null } | null, message: { zh: string, en: string } }
   | null };

export type DeclineReopeningMutationVariables = Exact<{
  input: DeclineReopeningInput;
}>;


export type DeclineReopeningMutation = { declineReopening:
    | { __typename: 'ReopeningDeclined', reopening: { id: string, serial: string, studentId: string, reason: string, state: ReopeningState, requestedBy: string, requestedAt: string, decidedBy: string | null, decidedAt: string | null, declineReason: string | null } }
    | { __typename: 'ReopeningRefused', code: string, retryable: boolean, retryAfterMs: number | null, inTheWay: { id: string, serial: string, studentId: string, reason: string, state: ReopeningState, requestedBy: string, requestedAt: string, decidedBy: string | null, decidedAt: string | null, declineReason: string | null } | null, message: { zh: string, en: string } }
   | null };

export type DeleteSavedQueryMutationVariables = Exact<{
  input: DeleteSavedQueryInput;
}>;


export type DeleteSavedQueryMutation = { deleteSavedQuery:
    | { __typename: 'SavedQueryDeleted', id: string }
    | { __typename: 'SavedQueryRefused', code: string, message: { zh: string, en: string } }
   | null };

export type LibraryVerdictFragment = { outcome: ClearanceOutcome, passed: boolean | null, version: string, asOf: string, reasons: Array<{ code: ReasonCode, url: string | null, text: { zh: string, en: string }, action: { zh: string, en: string }, where: { zh: string, en: string } | null, phone: { display: string, uri: string } | null }>, contact: { unitName: { zh: string, en: string }, phones: Array<{ display: string, uri: string }> } };

export type ArchivesVerdictFragment = { outcome: ClearanceOutcome, passed: boolean | null, version: string, asOf: string, reasons: Array<{ code: ReasonCode, url: string | null, text: { zh: string, en: string }, action: { zh: string, en: string }, where: { zh: string, en: string } | null, phone: { display: string, uri: string } | null }>, contact: { unitName: { zh: string, en: string }, phones: Array<{ display: string, uri: string }> } };

export type ApartmentVerdictFragment = { outcome: ClearanceOutcome, passed: boolean | null, version: string, asOf: string, reasons: Array<{ code: ReasonCode, url: string | null, text: { zh: string, en: string }, action: { zh: string, en: string }, where: { zh: string, en: string } | null, phone: { display: string, uri: string } | null }>, contact: { unitName: { zh: string, en: string }, phones: Array<{ display: string, uri: string }> } };

export type FinanceVerdictFragment = { outcome: ClearanceOutcome, passed: boolean | null, version: string, asOf: string, reasons: Array<{ code: ReasonCode, url: string | null, text: { zh: string, en: string }, action: { zh: string, en: string }, where: { zh: string, en: string } | null, phone: { display: string, uri: string } | null }>, contact: { unitName: { zh: string, en: string }, phones: Array<{ display: string, uri: string }> } };

export type RecordDiplomaHandoverMutationVariables = Exact<{
  input: RecordDiplomaHandoverInput;
}>;


export type RecordDiplomaHandoverMutation = { recordDiplomaHandover:
    | { __typename: 'DiplomaAlreadyHandedOver', code: string, retryable: boolean, retryAfterMs: number | null, handover: { handedOverAt: string, desk: string, recordedBy: string | null, collectedBy: CollectedBy }, message: { zh: string, en: string } }
    | { __typename: 'DiplomaHandedOver', handover: { handedOverAt: string, desk: string, recordedBy: string | null, collectedBy: CollectedBy }, submission: { serial: string, state: ClearanceState } }
    | { __typename: 'FormDoesNotHold', verdict: VerificationVerdict, code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } }
    | { __typename: 'ReviewCasesOpen', code: string, retryable: boolean, retryAfterMs: number | null, cases: Array<{ id: string, serial: string, studentId: string, version: string, openedAt: string, state: ReviewCaseState, resolution: ReviewResolution | null, resolvedBy: string | null, resolvedAt: string | null, note: string | null, contact: { code: string, unitName: { zh: string, en: string } }, reasons: Array<{ code: string, text: { zh: string, en: string }, action: { zh: string, en: string } }> }>, message: { zh: string, en: string } }
   | null };

export type HandoverFragment = { handedOverAt: string, desk: string, recordedBy: string | null, collectedBy: CollectedBy };

export type ExportsQueryVariables = Exact<{
  first?: number;
}>;


export type ExportsQuery = { exports: { nodes: Array<{ id: string, state: ExportState, format: ExportFormat, purpose: string, requestedAt: string, expiresAt: string | null, rows: number, totalRows: number, percent: number, remainingSeconds: number | null, bytes: number, fileName: string, downloadPath: string | null, failure: { zh: string, en: string } | null }> } | null };

export type ExportFragment = { id: string, state: ExportState, format: ExportFormat, purpose: string, requestedAt: string, expiresAt: string | null, rows: number, totalRows: number, percent: number, remainingSeconds: number | null, bytes: number, fileName: string, downloadPath: string | null, failure: { zh: string, en: string } | null };

export type ReopeningsQueryVariables = Exact<{
  state?: ReopeningState | null | undefined;
  studentId?: string | null | undefined;
  first?: number;
  after?: string | null | undefined;
}>;


export type ReopeningsQuery = { reopenings: { nodes: Array<{ id: string, serial: string, studentId: string, reason: string, state: ReopeningState, requestedBy: string, requestedAt: string, decidedBy: string | null, decidedAt: string | null, declineReason: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ReopeningFragment = { id: string, serial: string, studentId: string, reason: string, state: ReopeningState, requestedBy: string, requestedAt: string, decidedBy: string | null, decidedAt: string | null, declineReason: string | null };

export type ReportClassesQueryVariables = Exact<{ [key: string]: never; }>;


export type ReportClassesQuery = { clearanceReport: { classYears: Array<number>, model: { classYears: Array<number> } } | null };

export type ReportCollegeReasonsQueryVariables = Exact<{
  filter?: ReportFilter | null | undefined;
}>;


export type ReportCollegeReasonsQuery = { clearanceReport: { generatedAt: string, classYears: Array<number>, smallestCount: number | null, groups: Array<{ keys: Array<{ dimension: ReportDimension, value: string, label: { zh: string, en: string } }>, students: { count: number | null, suppressed: boolean } }> | null, students: { count: number | null, suppressed: boolean }, model: { coverage: number, ageSeconds: number | null } } | null };

export type ReportCollegeStagesQueryVariables = Exact<{
  filter?: ReportFilter | null | undefined;
}>;


export type ReportCollegeStagesQuery = { clearanceReport: { generatedAt: string, classYears: Array<number>, smallestCount: number | null, groups: Array<{ keys: Array<{ dimension: ReportDimension, value: string, label: { zh: string, en: string } }>, students: { count: number | null, suppressed: boolean } }> | null, students: { count: number | null, suppressed: boolean }, model: { coverage: number, ageSeconds: number | null } } | null };

export type ReportCollegesQueryVariables = Exact<{
  filter?: ReportFilter | null | undefined;
}>;


export type ReportCollegesQuery = { clearanceReport: { generatedAt: string, classYears: Array<number>, smallestCount: number | null, groups: Array<{ keys: Array<{ dimension: ReportDimension, value: string, label: { zh: string, en: string } }>, students: { count: number | null, suppressed: boolean } }> | null, students: { count: number | null, suppressed: boolean }, model: { coverage: number, ageSeconds: number | null } } | null };

export type ReportGroupFragment = { keys: Array<{ dimension: ReportDimension, value: string, label: { zh: string, en: string } }>, students: { count: number | null, suppressed: boolean } };

export type ReportDepartmentsQueryVariables = Exact<{
  filter?: ReportFilter | null | undefined;
}>;


export type ReportDepartmentsQuery = { clearanceReport: { generatedAt: string, classYears: Array<number>, smallestCount: number | null, departments: Array<{ code: string, unitName: { zh: string, en: string }, outcomes: Array<{ outcome: ClearanceOutcome, students: { count: number | null, suppressed: boolean } }> }>, students: { count: number | null, suppressed: boolean }, model: { coverage: number, ageSeconds: number | null } } | null };

export type ReportFunnelQueryVariables = Exact<{
  filter?: ReportFilter | null | undefined;
}>;


export type ReportFunnelQuery = { clearanceReport: { generatedAt: string, classYears: Array<number>, smallestCount: number | null, funnel: Array<{ stage: ReportStage, blockedBy: number, students: { count: number | null, suppressed: boolean } }>, students: { count: number | null, suppressed: boolean }, model: { coverage: number, ageSeconds: number | null } } | null };

export type ReportBasisFragment = { generatedAt: string, classYears: Array<number>, smallestCount: number | null, students: { count: number | null, suppressed: boolean }, model: { coverage: number, ageSeconds: number | null } };

export type ReportLeaveTypesQueryVariables = Exact<{
  filter?: ReportFilter | null | undefined;
}>;


export type ReportLeaveTypesQuery = { clearanceReport: { generatedAt: string, classYears: Array<number>, smallestCount: number | null, groups: Array<{ keys: Array<{ dimension: ReportDimension, value: string, label: { zh: string, en: string } }>, students: { count: number | null, suppressed: boolean } }> | null, students: { count: number | null, suppressed: boolean }, model: { coverage: number, ageSeconds: number | null } } | null };

export type ReportMajorsQueryVariables = Exact<{
  filter?: ReportFilter | null | undefined;
}>;


export type ReportMajorsQuery = { clearanceReport: { generatedAt: string, classYears: Array<number>, smallestCount: number | null, groups: Array<{ keys: Array<{ dimension: ReportDimension, value: string, label: { zh: string, en: string } }>, students: { count: number | null, suppressed: boolean } }> | null, students: { count: number | null, suppressed: boolean }, model: { coverage: number, ageSeconds: number | null } } | null };

export type ReportPassDaysQueryVariables = Exact<{
  filter?: ReportFilter | null | undefined;
}>;


export type ReportPassDaysQuery = { clearanceReport: { generatedAt: string, classYears: Array<number>, smallestCount: number | null, groups: Array<{ keys: Array<{ dimension: ReportDimension, value: string, label: { zh: string, en: string } }>, students: { count: number | null, suppressed: boolean } }> | null, students: { count: number | null, suppressed: boolean }, model: { coverage: number, ageSeconds: number | null } } | null };

export type ReportReasonsQueryVariables = Exact<{
  filter?: ReportFilter | null | undefined;
  first?: number;
}>;


export type ReportReasonsQuery = { clearanceReport: { generatedAt: string, classYears: Array<number>, smallestCount: number | null, departments: Array<{ code: string, unitName: { zh: string, en: string } }>, reasons: Array<{ department: string, code: string, students: { count: number | null, suppressed: boolean } }> | null, students: { count: number | null, suppressed: boolean }, model: { coverage: number, ageSeconds: number | null } } | null };

export type ReportSourcesQueryVariables = Exact<{
  filter?: ReportFilter | null | undefined;
}>;


export type ReportSourcesQuery = { clearanceReport: { generatedAt: string, classYears: Array<number>, smallestCount: number | null, model: { revision: string, coverage: number, ageSeconds: number | null, sources: Array<{ code: string, way: ReportWay, coverage: number, heardAt: string | null, ageSeconds: number | null, reconciledAt: string | null, drift: number | null }> }, students: { count: number | null, suppressed: boolean } } | null };

export type ReportStudyLevelsQueryVariables = Exact<{
  filter?: ReportFilter | null | undefined;
}>;


export type ReportStudyLevelsQuery = { clearanceReport: { generatedAt: string, classYears: Array<number>, smallestCount: number | null, groups: Array<{ keys: Array<{ dimension: ReportDimension, value: string, label: { zh: string, en: string } }>, students: { count: number | null, suppressed: boolean } }> | null, students: { count: number | null, suppressed: boolean }, model: { coverage: number, ageSeconds: number | null } } | null };

export type ReportTimeToPassQueryVariables = Exact<{
  filter?: ReportFilter | null | undefined;
}>;


export type ReportTimeToPassQuery = { clearanceReport: { generatedAt: string, classYears: Array<number>, smallestCount: number | null, departments: Array<{ code: string, unitName: { zh: string, en: string }, timeToPass: { medianHours: number | null, p90Hours: number | null, students: { count: number | null, suppressed: boolean } }, mendedInTime: { share: number | null, students: { count: number | null, suppressed: boolean } } }>, students: { count: number | null, suppressed: boolean }, model: { coverage: number, ageSeconds: number | null } } | null };

export type ReportTrendQueryVariables = Exact<{
  filter?: ReportFilter | null | undefined;
  interval?: ReportInterval;
  from?: string | null | undefined;
  until?: string | null | undefined;
}>;


export type ReportTrendQuery = { clearanceReport: { generatedAt: string, classYears: Array<number>, smallestCount: number | null, trend: Array<{ at: string, outcomes: Array<{ outcome: ClearanceOutcome, students: { count: number | null, suppressed: boolean } }> }> | null, students: { count: number | null, suppressed: boolean }, model: { coverage: number, ageSeconds: number | null } } | null };

export type RequestReopeningMutationVariables = Exact<{
  input: RequestReopeningInput;
}>;


export type RequestReopeningMutation = { requestReopening:
    | { __typename: 'ReopeningRefused', code: string, retryable: boolean, retryAfterMs: number | null, inTheWay: { id: string, serial: string, studentId: string, reason: string, state: ReopeningState, requestedBy: string, requestedAt: string, decidedBy: string | null, decidedAt: string | null, declineReason: string | null } | null, message: { zh: string, en: string } }
    | { __typename: 'ReopeningRequested', reopening: { id: string, serial: string, studentId: string, reason: string, state: ReopeningState, requestedBy: string, requestedAt: string, decidedBy: string | null, decidedAt: string | null, declineReason: string | null } }
   | null };

export type ResolveReviewCaseMutationVariables = Exact<{
  input: ResolveReviewCaseInput;
}>;


export type ResolveReviewCaseMutation = { resolveReviewCase:
    | { __typename: 'ReviewCaseNotOpen', code: string, retryable: boolean, retryAfterMs: number | null, closed: { id: string, serial: string, studentId: string, version: string, openedAt: string, state: ReviewCaseState, resolution: ReviewResolution | null, resolvedBy: string | null, resolvedAt: string | null, note: string | null, contact: { code: string, unitName: { zh: string, en: string } }, reasons: Array<{ code: string, text: { zh: string, en: string }, action: { zh: string, en: string } }> } | null, message: { zh: string, en: string } }
    | { __typename: 'ReviewCaseResolved', case: { id: string, serial: string, studentId: string, version: string, openedAt: string, state: ReviewCaseState, resolution: ReviewResolution | null, resolvedBy: string | null, resolvedAt: string | null, note: string | null, contact: { code: string, unitName: { zh: string, en: string } }, reasons: Array<{ code: string, text: { zh: string, en: string }, action: { zh: string, en: string } }> } }
   | null };

type Refusal_ChargeNotFound_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type Refusal_ClearanceAlreadySubmitted_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type Refusal_ClearanceNotEligible_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type Refusal_ClearanceWindowClosed_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type Refusal_DepartmentsUnavailable_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type Refusal_DiplomaAlreadyHandedOver_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type Refusal_ExportRefused_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type Refusal_FormDoesNotHold_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type Refusal_IdempotencyKeyReused_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type Refusal_LibraryCardNotCancellable_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type Refusal_LibraryThesisLabelNotMapped_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type Refusal_PaymentExceedsCharge_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type Refusal_ReferenceReused_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type Refusal_ReopeningRefused_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type Refusal_ReviewCaseNotOpen_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type Refusal_ReviewCasesOpen_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type Refusal_SavedQueryRefused_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type Refusal_ServiceNotFound_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type Refusal_StayAlreadyCheckedOut_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type Refusal_StayNotFound_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type Refusal_StudentNotFound_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type Refusal_StudentNotOnRoster_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type Refusal_SubmissionInProgress_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type Refusal_SubmissionOutcomeUnknown_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type Refusal_SubmissionShed_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

type Refusal_VerdictChanged_Fragment = { code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } };

export type RefusalFragment =
  | Refusal_ChargeNotFound_Fragment
  | Refusal_ClearanceAlreadySubmitted_Fragment
  | Refusal_ClearanceNotEligible_Fragment
  | Refusal_ClearanceWindowClosed_Fragment
  | Refusal_DepartmentsUnavailable_Fragment
  | Refusal_DiplomaAlreadyHandedOver_Fragment
  | Refusal_ExportRefused_Fragment
  | Refusal_FormDoesNotHold_Fragment
  | Refusal_IdempotencyKeyReused_Fragment
  | Refusal_LibraryCardNotCancellable_Fragment
  | Refusal_LibraryThesisLabelNotMapped_Fragment
  | Refusal_PaymentExceedsCharge_Fragment
  | Refusal_ReferenceReused_Fragment
  | Refusal_ReopeningRefused_Fragment
  | Refusal_ReviewCaseNotOpen_Fragment
  | Refusal_ReviewCasesOpen_Fragment
  | Refusal_SavedQueryRefused_Fragment
  | Refusal_ServiceNotFound_Fragment
  | Refusal_StayAlreadyCheckedOut_Fragment
  | Refusal_StayNotFound_Fragment
  | Refusal_StudentNotFound_Fragment
  | Refusal_StudentNotOnRoster_Fragment
  | Refusal_SubmissionInProgress_Fragment
  | Refusal_SubmissionOutcomeUnknown_Fragment
  | Refusal_SubmissionShed_Fragment
  | Refusal_VerdictChanged_Fragment
;

export type ReviewCasesQueryVariables = Exact<{
  state?: ReviewCaseState | null | undefined;
  studentId?: string | null | undefined;
  first?: number;
  after?: string | null | undefined;
}>;


export type ReviewCasesQuery = { reviewCases: { nodes: Array<{ id: string, serial: string, studentId: string, version: string, openedAt: string, state: ReviewCaseState, resolution: ReviewResolution | null, resolvedBy: string | null, resolvedAt: string | null, note: string | null, contact: { code: string, unitName: { zh: string, en: string } }, reasons: Array<{ code: string, text: { zh: string, en: string }, action: { zh: string, en: string } }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ReviewCaseFragment = { id: string, serial: string, studentId: string, version: string, openedAt: string, state: ReviewCaseState, resolution: ReviewResolution | null, resolvedBy: string | null, resolvedAt: string | null, note: string | null, contact: { code: string, unitName: { zh: string, en: string } }, reasons: Array<{ code: string, text: { zh: string, en: string }, action: { zh: string, en: string } }> };

export type SaveQueryMutationVariables = Exact<{
  input: SaveQueryInput;
}>;


export type SaveQueryMutation = { saveQuery:
    | { __typename: 'QuerySaved', savedQuery: { id: string, name: string, document: string, variables: string | null, isMine: boolean, createdAt: string, updatedAt: string } }
    | { __typename: 'SavedQueryRefused', code: string, message: { zh: string, en: string } }
   | null };

export type SavedQueriesQueryVariables = Exact<{
  first?: number;
  after?: string | null | undefined;
}>;


export type SavedQueriesQuery = { savedQueries: { nodes: Array<{ id: string, name: string, document: string, variables: string | null, isMine: boolean, createdAt: string, updatedAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type SavedQueryFragment = { id: string, name: string, document: string, variables: string | null, isMine: boolean, createdAt: string, updatedAt: string };

export type SavedQueryQueryVariables = Exact<{
  id: string;
}>;


export type SavedQueryQuery = { savedQuery: { id: string, name: string, document: string, variables: string | null, isMine: boolean, createdAt: string, updatedAt: string } | null };

export type ServiceGuideQueryVariables = Exact<{ [key: string]: never; }>;


export type ServiceGuideQuery = { serviceGuide: { id: string, serviceName: string, serviceCode: string, leadDepartment: string | null, supportingDepartments: Array<string>, audience: string | null, category: string | null, serviceType: string | null, scope: string | null, channel: string | null, serviceHours: string | null, topic: string | null, timeLimit: string | null, topicTag: string | null, location: string | null, feeStandard: string | null, summary: string | null, remark: string | null, startUrl: string, isFavorite: boolean | null, consultPhone: { display: string, uri: string } | null } | null, site: { profile: string, title: string | null, level: string, mobileLevel: string, classYear: number, portal: { name: string, mobileName: string, url: string, quickEntry: string, category: string, completedPath: string, mobileCompletedPath: string, entryCaption: string, guideCaption: string }, sso: { name: string, email: string | null, help: { zh: string, en: string }, phone: { display: string, uri: string } }, departments: Array<{ code: string, unitName: { zh: string, en: string }, phones: Array<{ display: string, uri: string }>, place: { zh: string, en: string } | null }>, contacts: Array<{ unitName: { zh: string, en: string }, phone: { display: string, uri: string } }>, diploma: { url: string | null, notice: { zh: string, en: string } } | null } };

export type SetFavoriteMutationVariables = Exact<{
  input: SetFavoriteInput;
}>;


export type SetFavoriteMutation = { setFavorite:
    | { __typename: 'FavoriteSet', alreadySet: boolean, isFavorite: boolean, serviceId: string, serviceGuide: { id: string, isFavorite: boolean | null } | null }
    | { __typename: 'ServiceNotFound', code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } }
   | null };

export type StartExportMutationVariables = Exact<{
  input: StartExportInput;
}>;


export type StartExportMutation = { startExport:
    | { __typename: 'ExportRefused', code: string, message: { zh: string, en: string } }
    | { __typename: 'ExportStarted', export: { id: string, state: ExportState, format: ExportFormat, purpose: string, requestedAt: string, expiresAt: string | null, rows: number, totalRows: number, percent: number, remainingSeconds: number | null, bytes: number, fileName: string, downloadPath: string | null, failure: { zh: string, en: string } | null } }
   | null };

export type StudentQueryVariables = Exact<{
  studentId?: string | null | undefined;
}>;


export type StudentQuery = { clearance: { asOfDate: string | null, name: string | null, id: string, gender: Gender | null, grade: string | null, college: string | null, major: string | null, enrollmentDate: string | null, leaveType: LeaveType | null, studyLevel: StudyLevel | null, classYear: number | null } | null };

export type BasicInformationFragment = { asOfDate: string | null, name: string | null, id: string, gender: Gender | null, grade: string | null, college: string | null, major: string | null, enrollmentDate: string | null, leaveType: LeaveType | null, studyLevel: StudyLevel | null, classYear: number | null };

export type SubmitClearanceMutationVariables = Exact<{
  input: SubmitClearanceInput;
}>;


export type SubmitClearanceMutation = { submitClearance:
    | { __typename: 'ClearanceAlreadySubmitted', code: string, retryable: boolean, retryAfterMs: number | null, submission: { serial: string, edition: number, submittedAt: string, state: ClearanceState, student: { studentId: string, name: string | null, gender: Gender | null, grade: string | null, college: string | null, major: string | null, enrollmentDate: string | null, leaveType: LeaveType | null, classYear: number }, departments: Array<{ outcome: ClearanceOutcome, version: string, readAt: string, contact: { code: string, unitName: { zh: string, en: string } } }> }, message: { zh: string, en: string } }
    | { __typename: 'ClearanceNotEligible', code: string, retryable: boolean, retryAfterMs: number | null, departments: Array<{ outcome: ClearanceOutcome, contact: { code: string, unitName: { zh: string, en: string }, phones: Array<{ display: string, uri: string }> }, reasons: Array<{ code: string, url: string | null, text: { zh: string, en: string }, action: { zh: string, en: string }, where: { zh: string, en: string } | null, phone: { display: string, uri: string } | null }> }>, message: { zh: string, en: string } }
    | { __typename: 'ClearanceSubmitted', replayed: boolean, submission: { serial: string, edition: number, submittedAt: string, state: ClearanceState, student: { studentId: string, name: string | null, gender: Gender | null, grade: string | null, college: string | null, major: string | null, enrollmentDate: string | null, leaveType: LeaveType | null, classYear: number }, departments: Array<{ outcome: ClearanceOutcome, version: string, readAt: string, contact: { code: string, unitName: { zh: string, en: string } } }> } }
    | { __typename: 'ClearanceWindowClosed', opensAt: string | null, closesAt: string | null, code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } }
    | { __typename: 'DepartmentsUnavailable', code: string, retryable: boolean, retryAfterMs: number | null, departments: Array<{ outcome: ClearanceOutcome, contact: { code: string, unitName: { zh: string, en: string }, phones: Array<{ display: string, uri: string }> }, reasons: Array<{ code: string, url: string | null, text: { zh: string, en: string }, action: { zh: string, en: string }, where: { zh: string, en: string } | null, phone: { display: string, uri: string } | null }> }>, message: { zh: string, en: string } }
    | { __typename: 'IdempotencyKeyReused', code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } }
    | { __typename: 'StudentNotOnRoster', code: string, retryable: boolean, retryAfterMs: number | null, contact: { unitName: { zh: string, en: string }, phones: Array<{ display: string, uri: string }> }, message: { zh: string, en: string } }
    | { __typename: 'SubmissionInProgress', code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } }
    | { __typename: 'SubmissionOutcomeUnknown', code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } }
    | { __typename: 'SubmissionShed', code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } }
    | { __typename: 'VerdictChanged', code: string, retryable: boolean, retryAfterMs: number | null, message: { zh: string, en: string } }
   | null };

export type SubmissionFormFragment = { serial: string, edition: number, submittedAt: string, state: ClearanceState, student: { studentId: string, name: string | null, gender: Gender | null, grade: string | null, college: string | null, major: string | null, enrollmentDate: string | null, leaveType: LeaveType | null, classYear: number }, departments: Array<{ outcome: ClearanceOutcome, version: string, readAt: string, contact: { code: string, unitName: { zh: string, en: string } } }> };

export type BlockerFragment = { outcome: ClearanceOutcome, contact: { code: string, unitName: { zh: string, en: string }, phones: Array<{ display: string, uri: string }> }, reasons: Array<{ code: string, url: string | null, text: { zh: string, en: string }, action: { zh: string, en: string }, where: { zh: string, en: string } | null, phone: { display: string, uri: string } | null }> };

export type VerifyFormAtDeskQueryVariables = Exact<{
  code?: string | null | undefined;
  serial?: string | null | undefined;
  presentedBy?: string | null | undefined;
}>;


export type VerifyFormAtDeskQuery = { verifyForm: { verdict: VerificationVerdict, serial: string | null, name: string | null, maskedName: string | null, studentId: string | null, classYear: number | null, submittedAt: string | null, voidedAt: string | null, signed: boolean, demoKey: boolean, message: { zh: string, en: string }, diploma: { handedOverAt: string, desk: string, recordedBy: string | null, collectedBy: CollectedBy } | null, changes: Array<{ id: string, serial: string, studentId: string, version: string, openedAt: string, state: ReviewCaseState, resolution: ReviewResolution | null, resolvedBy: string | null, resolvedAt: string | null, note: string | null, contact: { code: string, unitName: { zh: string, en: string } }, reasons: Array<{ code: string, text: { zh: string, en: string }, action: { zh: string, en: string } }> }> } | null };

export type VerifyFormQueryVariables = Exact<{
  code?: string | null | undefined;
  serial?: string | null | undefined;
}>;


export type VerifyFormQuery = { verifyForm: { verdict: VerificationVerdict, serial: string | null, maskedName: string | null, classYear: number | null, submittedAt: string | null, voidedAt: string | null, signed: boolean, demoKey: boolean, message: { zh: string, en: string } } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const ProblemMessageFragmentDoc = new TypedDocumentString(`
    fragment ProblemMessage on Problem {
  code
  message {
    zh
    en
  }
  retryable
  retryAfterMs
}
    `, {"fragmentName":"ProblemMessage"}) as unknown as TypedDocumentString<ProblemMessageFragment, unknown>;
export const NoticeLinkFragmentDoc = new TypedDocumentString(`
    fragment NoticeLink on Notice {
  title {
    zh
    en
  }
  url
}
    `, {"fragmentName":"NoticeLink"}) as unknown as TypedDocumentString<NoticeLinkFragment, unknown>;
export const LibraryItemFragmentDoc = new TypedDocumentString(`
    fragment LibraryItem on LibraryClearance {
  accountFound
  unreturnedBookCount
  feeOwed {
    fen
    yuan
  }
  violationCount
  violationLabel
  cardStatus
  cardStatusLabel
  canCancelCard
  cancelBlockers {
    code
    text {
      zh
      en
    }
    action {
      zh
      en
    }
    phone {
      display
      uri
    }
  }
  thesisDepositStatus
  thesisDepositLabel
  guidance {
    zh
    en
  }
  notices {
    ...NoticeLink
  }
}
    fragment NoticeLink on Notice {
  title {
    zh
    en
  }
  url
}`, {"fragmentName":"LibraryItem"}) as unknown as TypedDocumentString<LibraryItemFragment, unknown>;
export const ArchivesItemFragmentDoc = new TypedDocumentString(`
    fragment ArchivesItem on ArchivesClearance {
  accountFound
  thesisArchivesStatus
  thesisArchivesLabel
  notices {
    ...NoticeLink
  }
}
    fragment NoticeLink on Notice {
  title {
    zh
    en
  }
  url
}`, {"fragmentName":"ArchivesItem"}) as unknown as TypedDocumentString<ArchivesItemFragment, unknown>;
export const ApartmentItemFragmentDoc = new TypedDocumentString(`
    fragment ApartmentItem on ApartmentClearance {
  accountFound
  residency
  residencyLabel
  stays {
    id
    campus
    compound
    building
    room
    checkoutDate
    checkoutHandler {
      name
    }
  }
  notices {
    ...NoticeLink
  }
}
    fragment NoticeLink on Notice {
  title {
    zh
    en
  }
  url
}`, {"fragmentName":"ApartmentItem"}) as unknown as TypedDocumentString<ApartmentItemFragment, unknown>;
export const ChargeRowFragmentDoc = new TypedDocumentString(`
    fragment ChargeRow on FinanceCharge {
  id
  studentId
  academicYear
  chargeItemName
  amountOwed {
    fen
    yuan
  }
}
    `, {"fragmentName":"ChargeRow"}) as unknown as TypedDocumentString<ChargeRowFragment, unknown>;
export const FinanceItemFragmentDoc = new TypedDocumentString(`
    fragment FinanceItem on FinanceClearance {
  accountFound
  charges {
    ...ChargeRow
  }
  credits {
    ...ChargeRow
  }
  totalOwed {
    fen
    yuan
  }
  totalOwedText
  notices {
    ...NoticeLink
  }
}
    fragment ChargeRow on FinanceCharge {
  id
  studentId
  academicYear
  chargeItemName
  amountOwed {
    fen
    yuan
  }
}
fragment NoticeLink on Notice {
  title {
    zh
    en
  }
  url
}`, {"fragmentName":"FinanceItem"}) as unknown as TypedDocumentString<FinanceItemFragment, unknown>;
export const SubmittedServiceFragmentDoc = new TypedDocumentString(`
    fragment SubmittedService on ClearanceSubmission {
  serial
  edition
  serviceName
  serviceCode
  submittedAt
  state
  voidedAt
  student {
    studentId
    name
    gender
    grade
    college
    major
    enrollmentDate
    leaveType
    classYear
  }
  departments {
    contact {
      code
      unitName {
        zh
        en
      }
      phones {
        display
        uri
      }
      place {
        zh
        en
      }
    }
    outcome
    version
    readAt
    notices {
      title {
        zh
        en
      }
      url
    }
  }
  diplomaNotice {
    zh
    en
  }
  diploma {
    handedOverAt
    desk
    collectedBy
  }
}
    `, {"fragmentName":"SubmittedService"}) as unknown as TypedDocumentString<SubmittedServiceFragment, unknown>;
export const LibraryVerdictFragmentDoc = new TypedDocumentString(`
    fragment LibraryVerdict on LibraryClearance {
  outcome
  passed
  reasons {
    code
    text {
      zh
      en
    }
    action {
      zh
      en
    }
    where {
      zh
      en
    }
    phone {
      display
      uri
    }
    url
  }
  version
  asOf
  contact {
    unitName {
      zh
      en
    }
    phones {
      display
      uri
    }
  }
}
    `, {"fragmentName":"LibraryVerdict"}) as unknown as TypedDocumentString<LibraryVerdictFragment, unknown>;
export const ArchivesVerdictFragmentDoc = new TypedDocumentString(`
    fragment ArchivesVerdict on ArchivesClearance {
  outcome
  passed
  reasons {
    code
    text {
      zh
      en
    }
    action {
      zh
      en
    }
    where {
      zh
      en
    }
    phone {
      display
      uri
    }
    url
  }
  version
  asOf
  contact {
    unitName {
      zh
      en
    }
    phones {
      display
      uri
    }
  }
}
    `, {"fragmentName":"ArchivesVerdict"}) as unknown as TypedDocumentString<ArchivesVerdictFragment, unknown>;
export const ApartmentVerdictFragmentDoc = new TypedDocumentString(`
    fragment ApartmentVerdict on ApartmentClearance {
  outcome
  passed
  reasons {
    code
    text {
      zh
      en
    }
    action {
      zh
      en
    }
    where {
      zh
      en
    }
    phone {
      display
      uri
    }
    url
  }
  version
  asOf
  contact {
    unitName {
      zh
      en
    }
    phones {
      display
      uri
    }
  }
}
    `, {"fragmentName":"ApartmentVerdict"}) as unknown as TypedDocumentString<ApartmentVerdictFragment, unknown>;
export const FinanceVerdictFragmentDoc = new TypedDocumentString(`
    fragment FinanceVerdict on FinanceClearance {
  outcome
  passed
  reasons {
    code
    text {
      zh
      en
    }
    action {
      zh
      en
    }
    where {
      zh
      en
    }
    phone {
      display
      uri
    }
    url
  }
  version
  asOf
  contact {
    unitName {
      zh
      en
    }
    phones {
      display
      uri
    }
  }
}
    `, {"fragmentName":"FinanceVerdict"}) as unknown as TypedDocumentString<FinanceVerdictFragment, unknown>;
export const HandoverFragmentDoc = new TypedDocumentString(`
    fragment Handover on DiplomaHandover {
  handedOverAt
  desk
  recordedBy
  collectedBy
}
    `, {"fragmentName":"Handover"}) as unknown as TypedDocumentString<HandoverFragment, unknown>;
export const ExportFragmentDoc = new TypedDocumentString(`
    fragment Export on ClearanceExport {
  id
  state
  format
  purpose
  requestedAt
  expiresAt
  rows
  totalRows
  percent
  remainingSeconds
  bytes
  fileName
  downloadPath
  failure {
    zh
    en
  }
}
    `, {"fragmentName":"Export"}) as unknown as TypedDocumentString<ExportFragment, unknown>;
export const ReopeningFragmentDoc = new TypedDocumentString(`
    fragment Reopening on Reopening {
  id
  serial
  studentId
  reason
  state
  requestedBy
  requestedAt
  decidedBy
  decidedAt
  declineReason
}
    `, {"fragmentName":"Reopening"}) as unknown as TypedDocumentString<ReopeningFragment, unknown>;
export const ReportGroupFragmentDoc = new TypedDocumentString(`
    fragment ReportGroup on ReportGroup {
  keys {
    dimension
    value
    label {
      zh
      en
    }
  }
  students {
    count
    suppressed
  }
}
    `, {"fragmentName":"ReportGroup"}) as unknown as TypedDocumentString<ReportGroupFragment, unknown>;
export const ReportBasisFragmentDoc = new TypedDocumentString(`
    fragment ReportBasis on ClearanceReport {
  generatedAt
  classYears
  smallestCount
  students {
    count
    suppressed
  }
  model {
    coverage
    ageSeconds
  }
}
    `, {"fragmentName":"ReportBasis"}) as unknown as TypedDocumentString<ReportBasisFragment, unknown>;
export const RefusalFragmentDoc = new TypedDocumentString(`
    fragment Refusal on Problem {
  code
  message {
    zh
    en
  }
  retryable
  retryAfterMs
}
    `, {"fragmentName":"Refusal"}) as unknown as TypedDocumentString<RefusalFragment, unknown>;
export const ReviewCaseFragmentDoc = new TypedDocumentString(`
    fragment ReviewCase on ReviewCase {
  id
  serial
  studentId
  contact {
    code
    unitName {
      zh
      en
    }
  }
  version
  reasons {
    code
    text {
      zh
      en
    }
    action {
      zh
      en
    }
  }
  openedAt
  state
  resolution
  resolvedBy
  resolvedAt
  note
}
    `, {"fragmentName":"ReviewCase"}) as unknown as TypedDocumentString<ReviewCaseFragment, unknown>;
export const SavedQueryFragmentDoc = new TypedDocumentString(`
    fragment SavedQuery on SavedQuery {
  id
  name
  document
  variables
  isMine
  createdAt
  updatedAt
}
    `, {"fragmentName":"SavedQuery"}) as unknown as TypedDocumentString<SavedQueryFragment, unknown>;
export const BasicInformationFragmentDoc = new TypedDocumentString(`
    fragment BasicInformation on Student {
  asOfDate
  name
  id
  gender
  grade
  college
  major
  enrollmentDate
  leaveType
  studyLevel
  classYear
}
    `, {"fragmentName":"BasicInformation"}) as unknown as TypedDocumentString<BasicInformationFragment, unknown>;
export const SubmissionFormFragmentDoc = new TypedDocumentString(`
    fragment SubmissionForm on ClearanceSubmission {
  serial
  edition
  submittedAt
  state
  student {
    studentId
    name
    gender
    grade
    college
    major
    enrollmentDate
    leaveType
    classYear
  }
  departments {
    contact {
      code
      unitName {
        zh
        en
      }
    }
    outcome
    version
    readAt
  }
}
    `, {"fragmentName":"SubmissionForm"}) as unknown as TypedDocumentString<SubmissionFormFragment, unknown>;
export const BlockerFragmentDoc = new TypedDocumentString(`
    fragment Blocker on SubmissionBlocker {
  contact {
    code
    unitName {
      zh
      en
    }
    phones {
      display
      uri
    }
  }
  outcome
  reasons {
    code
    text {
      zh
      en
    }
    action {
      zh
      en
    }
    where {
      zh
      en
    }
    phone {
      display
      uri
    }
    url
  }
}
    `, {"fragmentName":"Blocker"}) as unknown as TypedDocumentString<BlockerFragment, unknown>;
export const AuditLogDocument = new TypedDocumentString(`
    query AuditLog($filter: AuditLogFilter, $first: Int! = 50, $after: String) {
  auditLog(filter: $filter, first: $first, after: $after) {
    nodes {
      id
      at
      actor
      role
      action
      studentId
      serial
      detail
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `, {"hash":"sha256:4bac5017b483bba354faddd574d208a3187ad35b65e2962a11efa6c51082ef39"}) as unknown as TypedDocumentString<AuditLogQuery, AuditLogQueryVariables>;
export const CancelExportDocument = new TypedDocumentString(`
    mutation CancelExport($input: CancelExportInput!) {
  cancelExport(input: $input) {
    __typename
    ... on ExportCancelled {
      export {
        ...Export
      }
    }
    ... on Problem {
      code
      message {
        zh
        en
      }
    }
  }
}
    fragment Export on ClearanceExport {
  id
  state
  format
  purpose
  requestedAt
  expiresAt
  rows
  totalRows
  percent
  remainingSeconds
  bytes
  fileName
  downloadPath
  failure {
    zh
    en
  }
}`, {"hash":"sha256:ae0bce196ec0ac948939ff38a2c7d58ca86efe57c23c47d3bb4e67d07e5630c0"}) as unknown as TypedDocumentString<CancelExportMutation, CancelExportMutationVariables>;
export const CancelLibraryCardDocument = new TypedDocumentString(`
    mutation CancelLibraryCard($input: CancelLibraryCardInput!) {
  cancelLibraryCard(input: $input) {
    __typename
    ... on LibraryCardCancelled {
      alreadyCancelled
      library {
        ...LibraryVerdict
        ...LibraryItem
      }
    }
    ... on LibraryCardNotCancellable {
      blockers {
        code
        text {
          zh
          en
        }
        action {
          zh
          en
        }
      }
      contact {
        unitName {
          zh
          en
        }
        phones {
          display
          uri
        }
      }
    }
    ...ProblemMessage
  }
}
    fragment ProblemMessage on Problem {
  code
  message {
    zh
    en
  }
  retryable
  retryAfterMs
}
fragment LibraryItem on LibraryClearance {
  accountFound
  unreturnedBookCount
  feeOwed {
    fen
    yuan
  }
  violationCount
  violationLabel
  cardStatus
  cardStatusLabel
  canCancelCard
  cancelBlockers {
    code
    text {
      zh
      en
    }
    action {
      zh
      en
    }
    phone {
      display
      uri
    }
  }
  thesisDepositStatus
  thesisDepositLabel
  guidance {
    zh
    en
  }
  notices {
    ...NoticeLink
  }
}
fragment NoticeLink on Notice {
  title {
    zh
    en
  }
  url
}
fragment LibraryVerdict on LibraryClearance {
  outcome
  passed
  reasons {
    code
    text {
      zh
      en
    }
    action {
      zh
      en
    }
    where {
      zh
      en
    }
    phone {
      display
      uri
    }
    url
  }
  version
  asOf
  contact {
    unitName {
      zh
      en
    }
    phones {
      display
      uri
    }
  }
}`, {"hash":"sha256:de55df5d2c897e9a94f2a9b7d035a56970b781d1a04808f6be6534e39a6f5c9b"}) as unknown as TypedDocumentString<CancelLibraryCardMutation, CancelLibraryCardMutationVariables>;
export const ChangeSavedQueryDocument = new TypedDocumentString(`
    mutation ChangeSavedQuery($input: ChangeSavedQueryInput!) {
  changeSavedQuery(input: $input) {
    __typename
    ... on SavedQueryChanged {
      savedQuery {
        ...SavedQuery
      }
    }
    ... on Problem {
      code
      message {
        zh
        en
      }
    }
  }
}
    fragment SavedQuery on SavedQuery {
  id
  name
  document
  variables
  isMine
  createdAt
  updatedAt
}`, {"hash":"sha256:e5cdd89e829c92e033f66278cd0547c646ebc13790bc2de60a9cf19657798bba"}) as unknown as TypedDocumentString<ChangeSavedQueryMutation, ChangeSavedQueryMutationVariables>;
export const ClearanceChangedDocument = new TypedDocumentString(`
    subscription ClearanceChanged($studentId: ID) {
  clearanceChanged(studentId: $studentId) {
    ...BasicInformation
    library {
      ...LibraryVerdict
      ...LibraryItem
    }
    archives {
      ...ArchivesVerdict
      ...ArchivesItem
    }
    apartment {
      ...ApartmentVerdict
      ...ApartmentItem
    }
    finance {
      ...FinanceVerdict
      ...FinanceItem
    }
    passed
    outcome
    state
    requiredDepartments
    submissionWindow {
      opensAt
      closesAt
    }
    submission {
      ...SubmissionForm
    }
  }
}
    fragment LibraryItem on LibraryClearance {
  accountFound
  unreturnedBookCount
  feeOwed {
    fen
    yuan
  }
  violationCount
  violationLabel
  cardStatus
  cardStatusLabel
  canCancelCard
  cancelBlockers {
    code
    text {
      zh
      en
    }
    action {
      zh
      en
    }
    phone {
      display
      uri
    }
  }
  thesisDepositStatus
  thesisDepositLabel
  guidance {
    zh
    en
  }
  notices {
    ...NoticeLink
  }
}
fragment ArchivesItem on ArchivesClearance {
  accountFound
  thesisArchivesStatus
  thesisArchivesLabel
  notices {
    ...NoticeLink
  }
}
fragment ApartmentItem on ApartmentClearance {
  accountFound
  residency
  residencyLabel
  stays {
    id
    campus
    compound
    building
    room
    checkoutDate
    checkoutHandler {
      name
    }
  }
  notices {
    ...NoticeLink
  }
}
fragment FinanceItem on FinanceClearance {
  accountFound
  charges {
    ...ChargeRow
  }
  credits {
    ...ChargeRow
  }
  totalOwed {
    fen
    yuan
  }
  totalOwedText
  notices {
    ...NoticeLink
  }
}
fragment ChargeRow on FinanceCharge {
  id
  studentId
  academicYear
  chargeItemName
  amountOwed {
    fen
    yuan
  }
}
fragment NoticeLink on Notice {
  title {
    zh
    en
  }
  url
}
fragment LibraryVerdict on LibraryClearance {
  outcome
  passed
  reasons {
    code
    text {
      zh
      en
    }
    action {
      zh
      en
    }
    where {
      zh
      en
    }
    phone {
      display
      uri
    }
    url
  }
  version
  asOf
  contact {
    unitName {
      zh
      en
    }
    phones {
      display
      uri
    }
  }
}
fragment ArchivesVerdict on ArchivesClearance {
  outcome
  passed
  reasons {
    code
    text {
      zh
      en
    }
    action {
      zh
      en
    }
    where {
      zh
      en
    }
    phone {
      display
      uri
    }
    url
  }
  version
  asOf
  contact {
    unitName {
      zh
      en
    }
    phones {
      display
      uri
    }
  }
}
fragment ApartmentVerdict on ApartmentClearance {
  outcome
  passed
  reasons {
    code
    text {
      zh
      en
    }
    action {
      zh
      en
    }
    where {
      zh
      en
    }
    phone {
      display
      uri
    }
    url
  }
  version
  asOf
  contact {
    unitName {
      zh
      en
    }
    phones {
      display
      uri
    }
  }
}
fragment FinanceVerdict on FinanceClearance {
  outcome
  passed
  reasons {
    code
    text {
      zh
      en
    }
    action {
      zh
      en
    }
    where {
      zh
      en
    }
    phone {
      display
      uri
    }
    url
  }
  version
  asOf
  contact {
    unitName {
      zh
      en
    }
    phones {
      display
      uri
    }
  }
}
fragment BasicInformation on Student {
  asOfDate
  name
  id
  gender
  grade
  college
  major
  enrollmentDate
  leaveType
  studyLevel
  classYear
}
fragment SubmissionForm on ClearanceSubmission {
  serial
  edition
  submittedAt
  state
  student {
    studentId
    name
    gender
    grade
    college
    major
    enrollmentDate
    leaveType
    classYear
  }
  departments {
    contact {
      code
      unitName {
        zh
        en
      }
    }
    outcome
    version
    readAt
  }
}`, {"hash":"sha256:efc0f3dd9808f648b8f93920e060b244ebd301fed2e727d46d8701db0350251f"}) as unknown as TypedDocumentString<ClearanceChangedSubscription, ClearanceChangedSubscriptionVariables>;
export const ClearanceFormDocument = new TypedDocumentString(`
    query ClearanceForm($serial: ID!) {
  clearanceForm(serial: $serial) {
    title
    printedAt
    verificationUrl
    qr {
      svg
      text
    }
    watermark {
      zh
      en
    }
    submission {
      ...SubmittedService
    }
  }
}
    fragment SubmittedService on ClearanceSubmission {
  serial
  edition
  serviceName
  serviceCode
  submittedAt
  state
  voidedAt
  student {
    studentId
    name
    gender
    grade
    college
    major
    enrollmentDate
    leaveType
    classYear
  }
  departments {
    contact {
      code
      unitName {
        zh
        en
      }
      phones {
        display
        uri
      }
      place {
        zh
        en
      }
    }
    outcome
    version
    readAt
    notices {
      title {
        zh
        en
      }
      url
    }
  }
  diplomaNotice {
    zh
    en
  }
  diploma {
    handedOverAt
    desk
    collectedBy
  }
}`, {"hash":"sha256:c15a1649779313f8dfaeff5f2f766e765e2e26259b6ff588a4d9920b2bbfa997"}) as unknown as TypedDocumentString<ClearanceFormQuery, ClearanceFormQueryVariables>;
export const ClearancePageDocument = new TypedDocumentString(`
    query ClearancePage($studentId: ID) {
  clearance(studentId: $studentId) {
    ...BasicInformation
    library {
      ...LibraryVerdict
      ...LibraryItem
    }
    archives {
      ...ArchivesVerdict
      ...ArchivesItem
    }
    apartment {
      ...ApartmentVerdict
      ...ApartmentItem
    }
    finance {
      ...FinanceVerdict
      ...FinanceItem
    }
    passed
    outcome
    state
    requiredDepartments
    submissionWindow {
      opensAt
      closesAt
    }
    submission {
      ...SubmissionForm
    }
  }
}
    fragment LibraryItem on LibraryClearance {
  accountFound
  unreturnedBookCount
  feeOwed {
    fen
    yuan
  }
  violationCount
  violationLabel
  cardStatus
  cardStatusLabel
  canCancelCard
  cancelBlockers {
    code
    text {
      zh
      en
    }
    action {
      zh
      en
    }
    phone {
      display
      uri
    }
  }
  thesisDepositStatus
  thesisDepositLabel
  guidance {
    zh
    en
  }
  notices {
    ...NoticeLink
  }
}
fragment ArchivesItem on ArchivesClearance {
  accountFound
  thesisArchivesStatus
  thesisArchivesLabel
  notices {
    ...NoticeLink
  }
}
fragment ApartmentItem on ApartmentClearance {
  accountFound
  residency
  residencyLabel
  stays {
    id
    campus
    compound
    building
    room
    checkoutDate
    checkoutHandler {
      name
    }
  }
  notices {
    ...NoticeLink
  }
}
fragment FinanceItem on FinanceClearance {
  accountFound
  charges {
    ...ChargeRow
  }
  credits {
    ...ChargeRow
  }
  totalOwed {
    fen
    yuan
  }
  totalOwedText
  notices {
    ...NoticeLink
  }
}
fragment ChargeRow on FinanceCharge {
  id
  studentId
  academicYear
  chargeItemName
  amountOwed {
    fen
    yuan
  }
}
fragment NoticeLink on Notice {
  title {
    zh
    en
  }
  url
}
fragment LibraryVerdict on LibraryClearance {
  outcome
  passed
  reasons {
    code
    text {
      zh
      en
    }
    action {
      zh
      en
    }
    where {
      zh
      en
    }
    phone {
      display
      uri
    }
    url
  }
  version
  asOf
  contact {
    unitName {
      zh
      en
    }
    phones {
      display
      uri
    }
  }
}
fragment ArchivesVerdict on ArchivesClearance {
  outcome
  passed
  reasons {
    code
    text {
      zh
      en
    }
    action {
      zh
      en
    }
    where {
      zh
      en
    }
    phone {
      display
      uri
    }
    url
  }
  version
  asOf
  contact {
    unitName {
      zh
      en
    }
    phones {
      display
      uri
    }
  }
}
fragment ApartmentVerdict on ApartmentClearance {
  outcome
  passed
  reasons {
    code
    text {
      zh
      en
    }
    action {
      zh
      en
    }
    where {
      zh
      en
    }
    phone {
      display
      uri
    }
    url
  }
  version
  asOf
  contact {
    unitName {
      zh
      en
    }
    phones {
      display
      uri
    }
  }
}
fragment FinanceVerdict on FinanceClearance {
  outcome
  passed
  reasons {
    code
    text {
      zh
      en
    }
    action {
      zh
      en
    }
    where {
      zh
      en
    }
    phone {
      display
      uri
    }
    url
  }
  version
  asOf
  contact {
    unitName {
      zh
      en
    }
    phones {
      display
      uri
    }
  }
}
fragment BasicInformation on Student {
  asOfDate
  name
  id
  gender
  grade
  college
  major
  enrollmentDate
  leaveType
  studyLevel
  classYear
}
fragment SubmissionForm on ClearanceSubmission {
  serial
  edition
  submittedAt
  state
  student {
    studentId
    name
    gender
    grade
    college
    major
    enrollmentDate
    leaveType
    classYear
  }
  departments {
    contact {
      code
      unitName {
        zh
        en
      }
    }
    outcome
    version
    readAt
  }
}`, {"hash":"sha256:416d08d618b8e8145a443b5eccc2cb0bfc1243fdf797f1c3ae11a5abef628a7d"}) as unknown as TypedDocumentString<ClearancePageQuery, ClearancePageQueryVariables>;
export const ClearanceDocument = new TypedDocumentString(`
    query Clearance($studentId: ID) {
  clearance(studentId: $studentId) {
    library {
      ...LibraryVerdict
    }
    archives {
      ...ArchivesVerdict
    }
    apartment {
      ...ApartmentVerdict
    }
    finance {
      ...FinanceVerdict
    }
    passed
  }
}
    fragment LibraryVerdict on LibraryClearance {
  outcome
  passed
  reasons {
    code
    text {
      zh
      en
    }
    action {
      zh
      en
    }
    where {
      zh
      en
    }
    phone {
      display
      uri
    }
    url
  }
  version
  asOf
  contact {
    unitName {
      zh
      en
    }
    phones {
      display
      uri
    }
  }
}
fragment ArchivesVerdict on ArchivesClearance {
  outcome
  passed
  reasons {
    code
    text {
      zh
      en
    }
    action {
      zh
      en
    }
    where {
      zh
      en
    }
    phone {
      display
      uri
    }
    url
  }
  version
  asOf
  contact {
    unitName {
      zh
      en
    }
    phones {
      display
      uri
    }
  }
}
fragment ApartmentVerdict on ApartmentClearance {
  outcome
  passed
  reasons {
    code
    text {
      zh
      en
    }
    action {
      zh
      en
    }
    where {
      zh
      en
    }
    phone {
      display
      uri
    }
    url
  }
  version
  asOf
  contact {
    unitName {
      zh
      en
    }
    phones {
      display
      uri
    }
  }
}
fragment FinanceVerdict on FinanceClearance {
  outcome
  passed
  reasons {
    code
    text {
      zh
      en
    }
    action {
      zh
      en
    }
    where {
      zh
      en
    }
    phone {
      display
      uri
    }
    url
  }
  version
  asOf
  contact {
    unitName {
      zh
      en
    }
    phones {
      display
      uri
    }
  }
}`, {"hash":"sha256:5051903c47ecbc95ee949440cd4260eb3dcf89708ca8b50aaeba4dd255d4ead8"}) as unknown as TypedDocumentString<ClearanceQuery, ClearanceQueryVariables>;
export const CompletedServiceDocument = new TypedDocumentString(`
    query CompletedService($serial: ID!) {
  completedService(serial: $serial) {
    ...SubmittedService
  }
}
    fragment SubmittedService on ClearanceSubmission {
  serial
  edition
  serviceName
  serviceCode
  submittedAt
  state
  voidedAt
  student {
    studentId
    name
    gender
    grade
    college
    major
    enrollmentDate
    leaveType
    classYear
  }
  departments {
    contact {
      code
      unitName {
        zh
        en
      }
      phones {
        display
        uri
      }
      place {
        zh
        en
      }
    }
    outcome
    version
    readAt
    notices {
      title {
        zh
        en
      }
      url
    }
  }
  diplomaNotice {
    zh
    en
  }
  diploma {
    handedOverAt
    desk
    collectedBy
  }
}`, {"hash":"sha256:62da4d5533dde9839e1333bd4d564a25fb5e15d6eee5f629b291e536049e09c5"}) as unknown as TypedDocumentString<CompletedServiceQuery, CompletedServiceQueryVariables>;
export const CompletedServicesDocument = new TypedDocumentString(`
    query CompletedServices($first: Int! = 20, $after: String) {
  completedServices(first: $first, after: $after) {
    nodes {
      serial
      edition
      serviceName
      serviceCode
      submittedAt
      state
      voidedAt
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `, {"hash":"sha256:77ab21610f74146c1cddb0e8cb21874875246bcdcf2eca480d4a5563afdc2cdb"}) as unknown as TypedDocumentString<CompletedServicesQuery, CompletedServicesQueryVariables>;
export const ConfirmReopeningDocument = new TypedDocumentString(`
    mutation ConfirmReopening($input: ConfirmReopeningInput!) {
  confirmReopening(input: $input) {
    __typename
    ... on ReopeningConfirmed {
      reopening {
        ...Reopening
      }
    }
    ... on ReopeningRefused {
      inTheWay {
        ...Reopening
      }
    }
    ... on Problem {
      ...Refusal
    }
  }
}
    fragment Reopening on Reopening {
  id
  serial
  studentId
  reason
  state
  requestedBy
  requestedAt
  decidedBy
  decidedAt
  declineReason
}
fragment Refusal on Problem {
  code
  message {
    zh
    en
  }
  retryable
  retryAfterMs
}`, {"hash":"sha256:a963bb8119c4727d5536fb7cbb21a8d75003ad8f7b2d9b3dd6bb4385ea268dcc"}) as unknown as TypedDocumentString<ConfirmReopeningMutation, ConfirmReopeningMutationVariables>;
export const DeclineReopeningDocument = new TypedDocumentString(`
    mutation DeclineReopening($input: DeclineReopeningInput!) {
  declineReopening(input: $input) {
    __typename
    ... on ReopeningDeclined {
      reopening {
        ...Reopening
      }
    }
    ... on ReopeningRefused {
      inTheWay {
        ...Reopening
      }
    }
    ... on Problem {
      ...Refusal
    }
  }
}
    fragment Reopening on Reopening {
  id
  serial
  studentId
  reason
  state
  requestedBy
  requestedAt
  decidedBy
  decidedAt
  declineReason
}
fragment Refusal on Problem {
  code
  message {
    zh
    en
  }
  retryable
  retryAfterMs
}`, {"hash":"sha256:139621adfc344fa800bebe2d431f05684402bd34342cadf3800e023d920013cc"}) as unknown as TypedDocumentString<DeclineReopeningMutation, DeclineReopeningMutationVariables>;
export const DeleteSavedQueryDocument = new TypedDocumentString(`
    mutation DeleteSavedQuery($input: DeleteSavedQueryInput!) {
  deleteSavedQuery(input: $input) {
    __typename
    ... on SavedQueryDeleted {
      id
    }
    ... on Problem {
      code
      message {
        zh
        en
      }
    }
  }
}
    `, {"hash":"sha256:4b2408a5e4ff9ca962d92ee4ddb6f84af1fe7fd58ca6b9fc38067a7cc5d5e798"}) as unknown as TypedDocumentString<DeleteSavedQueryMutation, DeleteSavedQueryMutationVariables>;
export const RecordDiplomaHandoverDocument = new TypedDocumentString(`
    mutation RecordDiplomaHandover($input: RecordDiplomaHandoverInput!) {
  recordDiplomaHandover(input: $input) {
    __typename
    ... on DiplomaHandedOver {
      handover {
        ...Handover
      }
      submission {
        serial
        state
      }
    }
    ... on DiplomaAlreadyHandedOver {
      handover {
        ...Handover
      }
    }
    ... on FormDoesNotHold {
      verdict
    }
    ... on ReviewCasesOpen {
      cases {
        ...ReviewCase
      }
    }
    ... on Problem {
      code
      message {
        zh
        en
      }
      retryable
      retryAfterMs
    }
  }
}
    fragment Handover on DiplomaHandover {
  handedOverAt
  desk
  recordedBy
  collectedBy
}
fragment ReviewCase on ReviewCase {
  id
  serial
  studentId
  contact {
    code
    unitName {
      zh
      en
    }
  }
  version
  reasons {
    code
    text {
      zh
      en
    }
    action {
      zh
      en
    }
  }
  openedAt
  state
  resolution
  resolvedBy
  resolvedAt
  note
}`, {"hash":"sha256:bf5933f536da8e501a83625ac42fa2089211fc59152fa7cbafcedb7955457261"}) as unknown as TypedDocumentString<RecordDiplomaHandoverMutation, RecordDiplomaHandoverMutationVariables>;
export const ExportsDocument = new TypedDocumentString(`
    query Exports($first: Int! = 20) {
  exports(first: $first) {
    nodes {
      ...Export
    }
  }
}
    fragment Export on ClearanceExport {
  id
  state
  format
  purpose
  requestedAt
  expiresAt
  rows
  totalRows
  percent
  remainingSeconds
  bytes
  fileName
  downloadPath
  failure {
    zh
    en
  }
}`, {"hash":"sha256:15c0d26bc93107ee14eabd72e209e8999b2dc54d55923a0747c1a7c2319ed2e3"}) as unknown as TypedDocumentString<ExportsQuery, ExportsQueryVariables>;
export const ReopeningsDocument = new TypedDocumentString(`
    query Reopenings($state: ReopeningState, $studentId: ID, $first: Int! = 50, $after: String) {
  reopenings(state: $state, studentId: $studentId, first: $first, after: $after) {
    nodes {
      ...Reopening
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Reopening on Reopening {
  id
  serial
  studentId
  reason
  state
  requestedBy
  requestedAt
  decidedBy
  decidedAt
  declineReason
}`, {"hash":"sha256:4467b191340fc0ac766b3233c818e9d28743874a3cb54a43218c07fdadea4db2"}) as unknown as TypedDocumentString<ReopeningsQuery, ReopeningsQueryVariables>;
export const ReportClassesDocument = new TypedDocumentString(`
    query ReportClasses {
  clearanceReport {
    classYears
    model {
      classYears
    }
  }
}
    `, {"hash":"sha256:2f19d3de4048046c7125cc7e90a5ee78168c1f481de14e52847bdd22dac993f0"}) as unknown as TypedDocumentString<ReportClassesQuery, ReportClassesQueryVariables>;
export const ReportCollegeReasonsDocument = new TypedDocumentString(`
    query ReportCollegeReasons($filter: ReportFilter) {
  clearanceReport(filter: $filter, groupBy: [COLLEGE, DEPARTMENT, REASON]) {
    ...ReportBasis
    groups {
      ...ReportGroup
    }
  }
}
    fragment ReportGroup on ReportGroup {
  keys {
    dimension
    value
    label {
      zh
      en
    }
  }
  students {
    count
    suppressed
  }
}
fragment ReportBasis on ClearanceReport {
  generatedAt
  classYears
  smallestCount
  students {
    count
    suppressed
  }
  model {
    coverage
    ageSeconds
  }
}`, {"hash":"sha256:8de1d1d52fc8fb04af55373ef5acbeda0260570bb41104122f8157dc121eb206"}) as unknown as TypedDocumentString<ReportCollegeReasonsQuery, ReportCollegeReasonsQueryVariables>;
export const ReportCollegeStagesDocument = new TypedDocumentString(`
    query ReportCollegeStages($filter: ReportFilter) {
  clearanceReport(filter: $filter, groupBy: [COLLEGE, STAGE]) {
    ...ReportBasis
    groups {
      ...ReportGroup
    }
  }
}
    fragment ReportGroup on ReportGroup {
  keys {
    dimension
    value
    label {
      zh
      en
    }
  }
  students {
    count
    suppressed
  }
}
fragment ReportBasis on ClearanceReport {
  generatedAt
  classYears
  smallestCount
  students {
    count
    suppressed
  }
  model {
    coverage
    ageSeconds
  }
}`, {"hash":"sha256:137b344ce6210aa6095870207ca51a1a842a08a810510f53fe8f138bcec428d8"}) as unknown as TypedDocumentString<ReportCollegeStagesQuery, ReportCollegeStagesQueryVariables>;
export const ReportCollegesDocument = new TypedDocumentString(`
    query ReportColleges($filter: ReportFilter) {
  clearanceReport(filter: $filter, groupBy: [COLLEGE, OUTCOME]) {
    ...ReportBasis
    groups {
      ...ReportGroup
    }
  }
}
    fragment ReportGroup on ReportGroup {
  keys {
    dimension
    value
    label {
      zh
      en
    }
  }
  students {
    count
    suppressed
  }
}
fragment ReportBasis on ClearanceReport {
  generatedAt
  classYears
  smallestCount
  students {
    count
    suppressed
  }
  model {
    coverage
    ageSeconds
  }
}`, {"hash":"sha256:3b71d55872b716ce5b7191e2bea2c7bc059ac17bb00ee6d3bbb6fa8fea71d496"}) as unknown as TypedDocumentString<ReportCollegesQuery, ReportCollegesQueryVariables>;
export const ReportDepartmentsDocument = new TypedDocumentString(`
    query ReportDepartments($filter: ReportFilter) {
  clearanceReport(filter: $filter) {
    ...ReportBasis
    departments {
      code
      unitName {
        zh
        en
      }
      outcomes {
        outcome
        students {
          count
          suppressed
        }
      }
    }
  }
}
    fragment ReportBasis on ClearanceReport {
  generatedAt
  classYears
  smallestCount
  students {
    count
    suppressed
  }
  model {
    coverage
    ageSeconds
  }
}`, {"hash":"sha256:d8ec8cab532acb55e748d51f6a8628e582d2bb3d2ae82c130002bfd5c7275cc0"}) as unknown as TypedDocumentString<ReportDepartmentsQuery, ReportDepartmentsQueryVariables>;
export const ReportFunnelDocument = new TypedDocumentString(`
    query ReportFunnel($filter: ReportFilter) {
  clearanceReport(filter: $filter) {
    ...ReportBasis
    funnel {
      stage
      blockedBy
      students {
        count
        suppressed
      }
    }
  }
}
    fragment ReportBasis on ClearanceReport {
  generatedAt
  classYears
  smallestCount
  students {
    count
    suppressed
  }
  model {
    coverage
    ageSeconds
  }
}`, {"hash":"sha256:4e7b8b34b8a81b0063a5237a507ff2a1da0506af02c6f96e24a9bf6ef40971f2"}) as unknown as TypedDocumentString<ReportFunnelQuery, ReportFunnelQueryVariables>;
export const ReportLeaveTypesDocument = new TypedDocumentString(`
    query ReportLeaveTypes($filter: ReportFilter) {
  clearanceReport(filter: $filter, groupBy: [LEAVE_TYPE, OUTCOME]) {
    ...ReportBasis
    groups {
      ...ReportGroup
    }
  }
}
    fragment ReportGroup on ReportGroup {
  keys {
    dimension
    value
    label {
      zh
      en
    }
  }
  students {
    count
    suppressed
  }
}
fragment ReportBasis on ClearanceReport {
  generatedAt
  classYears
  smallestCount
  students {
    count
    suppressed
  }
  model {
    coverage
    ageSeconds
  }
}`, {"hash":"sha256:9f9a4789e67d9a9ff819e86029bfe6e200facd4f027fc7900a23ae9893656092"}) as unknown as TypedDocumentString<ReportLeaveTypesQuery, ReportLeaveTypesQueryVariables>;
export const ReportMajorsDocument = new TypedDocumentString(`
    query ReportMajors($filter: ReportFilter) {
  clearanceReport(filter: $filter, groupBy: [MAJOR, OUTCOME]) {
    ...ReportBasis
    groups {
      ...ReportGroup
    }
  }
}
    fragment ReportGroup on ReportGroup {
  keys {
    dimension
    value
    label {
      zh
      en
    }
  }
  students {
    count
    suppressed
  }
}
fragment ReportBasis on ClearanceReport {
  generatedAt
  classYears
  smallestCount
  students {
    count
    suppressed
  }
  model {
    coverage
    ageSeconds
  }
}`, {"hash":"sha256:792cfc6d8581feb433cc41a6f758ec88f642d55c9e546cc08a597af85ea0eadc"}) as unknown as TypedDocumentString<ReportMajorsQuery, ReportMajorsQueryVariables>;
export const ReportPassDaysDocument = new TypedDocumentString(`
    query ReportPassDays($filter: ReportFilter) {
  clearanceReport(filter: $filter, groupBy: [DAY]) {
    ...ReportBasis
    groups {
      ...ReportGroup
    }
  }
}
    fragment ReportGroup on ReportGroup {
  keys {
    dimension
    value
    label {
      zh
      en
    }
  }
  students {
    count
    suppressed
  }
}
fragment ReportBasis on ClearanceReport {
  generatedAt
  classYears
  smallestCount
  students {
    count
    suppressed
  }
  model {
    coverage
    ageSeconds
  }
}`, {"hash":"sha256:a5e70e1a01368e9840088a58a77e517535a0dfba78c5d5577cb4a5d4e60e1650"}) as unknown as TypedDocumentString<ReportPassDaysQuery, ReportPassDaysQueryVariables>;
export const ReportReasonsDocument = new TypedDocumentString(`
    query ReportReasons($filter: ReportFilter, $first: Int! = 10) {
  clearanceReport(filter: $filter) {
    ...ReportBasis
    departments {
      code
      unitName {
        zh
        en
      }
    }
    reasons(first: $first) {
      department
      code
      students {
        count
        suppressed
      }
    }
  }
}
    fragment ReportBasis on ClearanceReport {
  generatedAt
  classYears
  smallestCount
  students {
    count
    suppressed
  }
  model {
    coverage
    ageSeconds
  }
}`, {"hash":"sha256:c1b67ae357e4a25afd9ba745207ee1f72f3d02b1d055f7d776ba8a9b34a710f1"}) as unknown as TypedDocumentString<ReportReasonsQuery, ReportReasonsQueryVariables>;
export const ReportSourcesDocument = new TypedDocumentString(`
    query ReportSources($filter: ReportFilter) {
  clearanceReport(filter: $filter) {
    ...ReportBasis
    model {
      revision
      sources {
        code
        way
        coverage
        heardAt
        ageSeconds
        reconciledAt
        drift
      }
    }
  }
}
    fragment ReportBasis on ClearanceReport {
  generatedAt
  classYears
  smallestCount
  students {
    count
    suppressed
  }
  model {
    coverage
    ageSeconds
  }
}`, {"hash":"sha256:6644fe245d192b418d3cbfe955bc2574212fd4559cfabaf3c7324a3bb5939835"}) as unknown as TypedDocumentString<ReportSourcesQuery, ReportSourcesQueryVariables>;
export const ReportStudyLevelsDocument = new TypedDocumentString(`
    query ReportStudyLevels($filter: ReportFilter) {
  clearanceReport(filter: $filter, groupBy: [STUDY_LEVEL, OUTCOME]) {
    ...ReportBasis
    groups {
      ...ReportGroup
    }
  }
}
    fragment ReportGroup on ReportGroup {
  keys {
    dimension
    value
    label {
      zh
      en
    }
  }
  students {
    count
    suppressed
  }
}
fragment ReportBasis on ClearanceReport {
  generatedAt
  classYears
  smallestCount
  students {
    count
    suppressed
  }
  model {
    coverage
    ageSeconds
  }
}`, {"hash":"sha256:1c854f8ba844c88b0ac4a6d69c25f7bd292d7d30ac3b3bc15be6f7ad28bdeee9"}) as unknown as TypedDocumentString<ReportStudyLevelsQuery, ReportStudyLevelsQueryVariables>;
export const ReportTimeToPassDocument = new TypedDocumentString(`
    query ReportTimeToPass($filter: ReportFilter) {
  clearanceReport(filter: $filter) {
    ...ReportBasis
    departments {
      code
      unitName {
        zh
        en
      }
      timeToPass {
        medianHours
        p90Hours
        students {
          count
          suppressed
        }
      }
      mendedInTime {
        share
        students {
          count
          suppressed
        }
      }
    }
  }
}
    fragment ReportBasis on ClearanceReport {
  generatedAt
  classYears
  smallestCount
  students {
    count
    suppressed
  }
  model {
    coverage
    ageSeconds
  }
}`, {"hash":"sha256:1ed014ce47dda102ca433b04c0131bc67fdcff06722378e77325d18653ce61d6"}) as unknown as TypedDocumentString<ReportTimeToPassQuery, ReportTimeToPassQueryVariables>;
export const ReportTrendDocument = new TypedDocumentString(`
    query ReportTrend($filter: ReportFilter, $interval: ReportInterval! = DAY, $from: DateTime, $until: DateTime) {
  clearanceReport(filter: $filter) {
    ...ReportBasis
    trend(interval: $interval, from: $from, until: $until) {
      at
      outcomes {
        outcome
        students {
          count
          suppressed
        }
      }
    }
  }
}
    fragment ReportBasis on ClearanceReport {
  generatedAt
  classYears
  smallestCount
  students {
    count
    suppressed
  }
  model {
    coverage
    ageSeconds
  }
}`, {"hash":"sha256:f35b8f159a6f5b312d9f2bc81ace53a8e349706574e252217fe5bbf9281ff905"}) as unknown as TypedDocumentString<ReportTrendQuery, ReportTrendQueryVariables>;
export const RequestReopeningDocument = new TypedDocumentString(`
    mutation RequestReopening($input: RequestReopeningInput!) {
  requestReopening(input: $input) {
    __typename
    ... on ReopeningRequested {
      reopening {
        ...Reopening
      }
    }
    ... on ReopeningRefused {
      inTheWay {
        ...Reopening
      }
    }
    ... on Problem {
      ...Refusal
    }
  }
}
    fragment Reopening on Reopening {
  id
  serial
  studentId
  reason
  state
  requestedBy
  requestedAt
  decidedBy
  decidedAt
  declineReason
}
fragment Refusal on Problem {
  code
  message {
    zh
    en
  }
  retryable
  retryAfterMs
}`, {"hash":"sha256:dc41f2c4b62f4efdc826409007d16a73fda68bcff0058f28adc1d96b04e3ec8d"}) as unknown as TypedDocumentString<RequestReopeningMutation, RequestReopeningMutationVariables>;
export const ResolveReviewCaseDocument = new TypedDocumentString(`
    mutation ResolveReviewCase($input: ResolveReviewCaseInput!) {
  resolveReviewCase(input: $input) {
    __typename
    ... on ReviewCaseResolved {
      case {
        ...ReviewCase
      }
    }
    ... on ReviewCaseNotOpen {
      closed {
        ...ReviewCase
      }
    }
    ... on Problem {
      ...Refusal
    }
  }
}
    fragment Refusal on Problem {
  code
  message {
    zh
    en
  }
  retryable
  retryAfterMs
}
fragment ReviewCase on ReviewCase {
  id
  serial
  studentId
  contact {
    code
    unitName {
      zh
      en
    }
  }
  version
  reasons {
    code
    text {
      zh
      en
    }
    action {
      zh
      en
    }
  }
  openedAt
  state
  resolution
  resolvedBy
  resolvedAt
  note
}`, {"hash":"sha256:9e5aa1e71dba1c9348cdb0cd3e36459ff9d21c483ec8ce240d7964fb0f56b0a6"}) as unknown as TypedDocumentString<ResolveReviewCaseMutation, ResolveReviewCaseMutationVariables>;
export const ReviewCasesDocument = new TypedDocumentString(`
    query ReviewCases($state: ReviewCaseState, $studentId: ID, $first: Int! = 50, $after: String) {
  reviewCases(state: $state, studentId: $studentId, first: $first, after: $after) {
    nodes {
      ...ReviewCase
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment ReviewCase on ReviewCase {
  id
  serial
  studentId
  contact {
    code
    unitName {
      zh
      en
    }
  }
  version
  reasons {
    code
    text {
      zh
      en
    }
    action {
      zh
      en
    }
  }
  openedAt
  state
  resolution
  resolvedBy
  resolvedAt
  note
}`, {"hash":"sha256:fb21a09ab5008ea284fbdb0f5836cfd7f810d3954d26839503572de337ca0ed1"}) as unknown as TypedDocumentString<ReviewCasesQuery, ReviewCasesQueryVariables>;
export const SaveQueryDocument = new TypedDocumentString(`
    mutation SaveQuery($input: SaveQueryInput!) {
  saveQuery(input: $input) {
    __typename
    ... on QuerySaved {
      savedQuery {
        ...SavedQuery
      }
    }
    ... on Problem {
      code
      message {
        zh
        en
      }
    }
  }
}
    fragment SavedQuery on SavedQuery {
  id
  name
  document
  variables
  isMine
  createdAt
  updatedAt
}`, {"hash":"sha256:e3e58d160d7f434ae595db33f4fe70e63e0adb75f030741271434fcc81fba7a7"}) as unknown as TypedDocumentString<SaveQueryMutation, SaveQueryMutationVariables>;
export const SavedQueriesDocument = new TypedDocumentString(`
    query SavedQueries($first: Int! = 200, $after: String) {
  savedQueries(first: $first, after: $after) {
    nodes {
      ...SavedQuery
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment SavedQuery on SavedQuery {
  id
  name
  document
  variables
  isMine
  createdAt
  updatedAt
}`, {"hash":"sha256:615c8776d61e5945ed167e90b18929d6ed17431a76fe01b86b909e6b4cae9ba9"}) as unknown as TypedDocumentString<SavedQueriesQuery, SavedQueriesQueryVariables>;
export const SavedQueryDocument = new TypedDocumentString(`
    query SavedQuery($id: ID!) {
  savedQuery(id: $id) {
    ...SavedQuery
  }
}
    fragment SavedQuery on SavedQuery {
  id
  name
  document
  variables
  isMine
  createdAt
  updatedAt
}`, {"hash":"sha256:7a64e6111f7979ac183ff50869b7c8ff04e7734b8a4e11cee6dd8374fb3b4216"}) as unknown as TypedDocumentString<SavedQueryQuery, SavedQueryQueryVariables>;
export const ServiceGuideDocument = new TypedDocumentString(`
    query ServiceGuide {
  serviceGuide {
    id
    serviceName
    serviceCode
    leadDepartment
    supportingDepartments
    audience
    category
    serviceType
    scope
    channel
    serviceHours
    topic
    timeLimit
    topicTag
    location
    feeStandard
    consultPhone {
      display
      uri
    }
    summary
    remark
    startUrl
    isFavorite
  }
  site {
    profile
    title
    level
    mobileLevel
    classYear
    portal {
      name
      mobileName
      url
      quickEntry
      category
      completedPath
      mobileCompletedPath
      entryCaption
      guideCaption
    }
    sso {
      name
      help {
        zh
        en
      }
      phone {
        display
        uri
      }
      email
    }
    departments {
      code
      unitName {
        zh
        en
      }
      phones {
        display
        uri
      }
      place {
        zh
        en
      }
    }
    contacts {
      unitName {
        zh
        en
      }
      phone {
        display
        uri
      }
    }
    diploma {
      notice {
        zh
        en
      }
      url
    }
  }
}
    `, {"hash":"sha256:72e9fc6c80e0b0a898311fe5699de00f577b82594d2aaa9bd1f2007ea0012b86"}) as unknown as TypedDocumentString<ServiceGuideQuery, ServiceGuideQueryVariables>;
export const SetFavoriteDocument = new TypedDocumentString(`
    mutation SetFavorite($input: SetFavoriteInput!) {
  setFavorite(input: $input) {
    __typename
    ... on FavoriteSet {
      alreadySet
      isFavorite
      serviceId
      serviceGuide {
        id
        isFavorite
      }
    }
    ...ProblemMessage
  }
}
    fragment ProblemMessage on Problem {
  code
  message {
    zh
    en
  }
  retryable
  retryAfterMs
}`, {"hash":"sha256:04baf33faa80e691eaeb5d8cd0b8fd825f43d7978bad27258aca87b8c12ce6d4"}) as unknown as TypedDocumentString<SetFavoriteMutation, SetFavoriteMutationVariables>;
export const StartExportDocument = new TypedDocumentString(`
    mutation StartExport($input: StartExportInput!) {
  startExport(input: $input) {
    __typename
    ... on ExportStarted {
      export {
        ...Export
      }
    }
    ... on Problem {
      code
      message {
        zh
        en
      }
    }
  }
}
    fragment Export on ClearanceExport {
  id
  state
  format
  purpose
  requestedAt
  expiresAt
  rows
  totalRows
  percent
  remainingSeconds
  bytes
  fileName
  downloadPath
  failure {
    zh
    en
  }
}`, {"hash":"sha256:b60c4b34bde670620909f270f4089ba266bc5e26e85b0a50db2920e4dd124c76"}) as unknown as TypedDocumentString<StartExportMutation, StartExportMutationVariables>;
export const StudentDocument = new TypedDocumentString(`
    query Student($studentId: ID) {
  clearance(studentId: $studentId) {
    ...BasicInformation
  }
}
    fragment BasicInformation on Student {
  asOfDate
  name
  id
  gender
  grade
  college
  major
  enrollmentDate
  leaveType
  studyLevel
  classYear
}`, {"hash":"sha256:f5f1395b81a7747669921d9bc88312459c31ba59096dfd56405f37ce20b83820"}) as unknown as TypedDocumentString<StudentQuery, StudentQueryVariables>;
export const SubmitClearanceDocument = new TypedDocumentString(`
    mutation SubmitClearance($input: SubmitClearanceInput!) {
  submitClearance(input: $input) {
    __typename
    ... on ClearanceSubmitted {
      replayed
      submission {
        ...SubmissionForm
      }
    }
    ... on ClearanceAlreadySubmitted {
      submission {
        ...SubmissionForm
      }
    }
    ... on ClearanceNotEligible {
      departments {
        ...Blocker
      }
    }
    ... on DepartmentsUnavailable {
      departments {
        ...Blocker
      }
    }
    ... on ClearanceWindowClosed {
      opensAt
      closesAt
    }
    ... on StudentNotOnRoster {
      contact {
        unitName {
          zh
          en
        }
        phones {
          display
          uri
        }
      }
    }
    ...ProblemMessage
  }
}
    fragment ProblemMessage on Problem {
  code
  message {
    zh
    en
  }
  retryable
  retryAfterMs
}
fragment SubmissionForm on ClearanceSubmission {
  serial
  edition
  submittedAt
  state
  student {
    studentId
    name
    gender
    grade
    college
    major
    enrollmentDate
    leaveType
    classYear
  }
  departments {
    contact {
      code
      unitName {
        zh
        en
      }
    }
    outcome
    version
    readAt
  }
}
fragment Blocker on SubmissionBlocker {
  contact {
    code
    unitName {
      zh
      en
    }
    phones {
      display
      uri
    }
  }
  outcome
  reasons {
    code
    text {
      zh
      en
    }
    action {
      zh
      en
    }
    where {
      zh
      en
    }
    phone {
      display
      uri
    }
    url
  }
}`, {"hash":"sha256:d96bce28db13b63b595953776096d58ab071688c58176cdaf049364f0ebd06d2"}) as unknown as TypedDocumentString<SubmitClearanceMutation, SubmitClearanceMutationVariables>;
export const VerifyFormAtDeskDocument = new TypedDocumentString(`
    query VerifyFormAtDesk($code: String, $serial: String, $presentedBy: ID) {
  verifyForm(input: {code: $code, serial: $serial, presentedBy: $presentedBy}) {
    verdict
    message {
      zh
      en
    }
    serial
    name
    maskedName
    studentId
    classYear
    submittedAt
    voidedAt
    signed
    demoKey
    diploma {
      handedOverAt
      desk
      recordedBy
      collectedBy
    }
    changes {
      ...ReviewCase
    }
  }
}
    fragment ReviewCase on ReviewCase {
  id
  serial
  studentId
  contact {
    code
    unitName {
      zh
      en
    }
  }
  version
  reasons {
    code
    text {
      zh
      en
    }
    action {
      zh
      en
    }
  }
  openedAt
  state
  resolution
  resolvedBy
  resolvedAt
  note
}`, {"hash":"sha256:d07d44159c7c188f4b74f7ad68540ac169f9d01072351d1d8c6788c1b4148e58"}) as unknown as TypedDocumentString<VerifyFormAtDeskQuery, VerifyFormAtDeskQueryVariables>;
export const VerifyFormDocument = new TypedDocumentString(`
    query VerifyForm($code: String, $serial: String) {
  verifyForm(input: {code: $code, serial: $serial}) {
    verdict
    message {
      zh
      en
    }
    serial
    maskedName
    classYear
    submittedAt
    voidedAt
    signed
    demoKey
  }
}
    `, {"hash":"sha256:1ebeb4037b4e1229c1a64789d4ac798c2d2078b216b1bda4552967e516495a36"}) as unknown as TypedDocumentString<VerifyFormQuery, VerifyFormQueryVariables>;