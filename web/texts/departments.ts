/** Words around every department's item. */
export const itemTexts = {
  heading: { zh: '离校事项', en: 'Clearance items' },
  checkedAt: { zh: '核对时间 {time}', en: 'Checked at {time}' },
  refresh: { zh: '重新核对', en: 'Check again' },
  whatToDo: { zh: '怎么办', en: 'What to do' },
  notes: { zh: '提示', en: 'Please note' },
  where: { zh: '办理地点：{place}', en: 'Where: {place}' },
  phone: { zh: '咨询电话', en: 'Telephone' },
  notices: { zh: '通知', en: 'Notices' },
  noticeWithoutPage: { zh: '暂未发布网页', en: 'no page yet' },
  moreOnPage: { zh: '查看说明网页', en: 'See the page about it' },
  blank: { zh: '（空）', en: '(blank)' },
  downTitle: {
    zh: '暂时连接不上{unit}的系统，这一项还没有核对。',
    en: 'The system of this office ({unit}) cannot be reached, so this item is not checked yet.',
  },
  downMeaning: {
    zh: '这不表示您没有通过；其他事项不受影响。',
    en: 'It does not mean that you failed. The other items are not affected.',
  },
  downRetried: { zh: '本页会自动再试。', en: 'This page tries again by itself.' },
  downReload: { zh: '请稍后刷新本页再看。', en: 'Reload this page later to look again.' },
  downAction: { zh: '如着急办理，请致电 ', en: 'If it is urgent, call ' },
  unknownMeaning: {
    zh: '该部门答复了，但无法据此判断是否通过。',
    en: 'The office answered, but whether you pass cannot be told from it.',
  },
} as const;

/** 图书馆 */
export const libraryTexts = {
  mobileLabel: { zh: '图书馆-图书借阅', en: 'Library: borrowing' },
  bookState: { zh: '图书状态', en: 'Books' },
  unreturned: { zh: '未还册数', en: 'Not returned' },
  mobileUnreturned: { zh: '图书-未还册数', en: 'Books not returned' },
  feeState: { zh: '欠费情况', en: 'Fees' },
  feeOwed: { zh: '欠款金额(元)', en: 'Owed (yuan)' },
  violations: { zh: '违章状态', en: 'Violations' },
  card: { zh: '证件状态', en: 'Library card' },
  thesis: { zh: '论文提交状态', en: 'Thesis deposit' },
  guidance: { zh: '说明', en: 'About cancelling' },
  cardCancelled: { zh: '已注销', en: 'Cancelled' },
} as const;

/** 证件状态 where the library sent no text of its own. */
export const cardStatusTexts = {
  ACTIVE: { zh: '正常', en: 'Active' },
  CANCELLED: { zh: '已注销', en: 'Cancelled' },
  UNKNOWN: { zh: '无法识别', en: 'Not recognized' },
} as const;

/** 论文提交状态 at the library. */
export const depositStatusTexts = {
  NOT_SUBMITTED: { zh: '未提交', en: 'Not submitted' },
  UNDER_REVIEW: { zh: '未审核', en: 'Not reviewed yet' },
  SUBMITTED: { zh: '已提交', en: 'Submitted' },
  REJECTED: { zh: '审核未通过', en: 'Review not passed' },
  APPROVED: { zh: '记录审核通过', en: 'Record approved' },
  EXEMPT: { zh: '免交', en: 'Exempt' },
  UNKNOWN: { zh: '无法识别', en: 'Not recognized' },
} as const;

/** 档案馆 */
export const archivesTexts = { thesis: { zh: '论文提交状态', en: 'Thesis at the archives' } } as const;

/** 论文提交状态 at the archives. */
export const archivesStatusTexts = {
  NOT_RECEIVED: { zh: '（空）', en: 'Not received' },
  APPROVED: { zh: '已审核', en: 'Approved' },
  OTHER: { zh: '其他', en: 'Other' },
  UNKNOWN: { zh: '无法识别', en: 'Not recognized' },
} as const;

/** 总务部公寓与物业中心 */
export const apartmentTexts = {
  caption: { zh: '住宿与退宿记录', en: 'Rooms and checkout' },
  campus: { zh: '校区', en: 'Campus' },
  building: { zh: '楼宇', en: 'Building' },
  room: { zh: '房间号', en: 'Room' },
  checkoutDate: { zh: '退宿日期', en: 'Checked out on' },
  checkoutHandler: { zh: '退宿办理人', en: 'Handled by' },
  residency: { zh: '住宿情况', en: 'Residency' },
  noStays: { zh: '没有住宿记录', en: 'No room on record' },
} as const;

/** 住宿情况 */
export const residencyTexts = {
  RESIDENT: { zh: '在住', en: 'Lives on campus' },
  CHECKED_OUT: { zh: '已退宿', en: 'Checked out' },
  NON_RESIDENT: { zh: '未在校住宿', en: 'Not living on campus' },
  UNKNOWN: { zh: '未说明', en: 'Not stated' },
} as const;

/** 财务处收费管理办公室 */
export const financeTexts = {
  caption: { zh: '欠费明细', en: 'Open charges' },
  studentId: { zh: '学号', en: 'Student number' },
  academicYear: { zh: '收费学年', en: 'Academic year' },
  chargeItemName: { zh: '收费项目名称', en: 'Charge' },
  amountOwed: { zh: '总欠款', en: 'Owed' },
  total: { zh: '总计欠款(元)', en: 'Total owed (yuan)' },
  noCharges: { zh: '无欠费', en: 'Nothing owed' },
  credits: { zh: '退费或预缴（不抵扣欠款）', en: 'Refunds and prepayments (not set off)' },
} as const;
