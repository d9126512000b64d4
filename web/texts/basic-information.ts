/** 基本信息 of figures 4 and 5. */
export const basicTexts = {
  heading: { zh: '基本信息', en: 'Basic information' },
  asOfDate: { zh: '申请时间', en: 'Date of application' },
  name: { zh: '姓名', en: 'Name' },
  id: { zh: '学号', en: 'Student number' },
  gender: { zh: '性别', en: 'Sex' },
  grade: { zh: '现在年级', en: 'Grade' },
  college: { zh: '学院', en: 'School' },
  major: { zh: '专业', en: 'Major' },
  enrollmentDate: { zh: '入学日期', en: 'Enrolled on' },
  leaveType: { zh: '离校类别', en: 'Reason for leaving' },
  none: { zh: '无', en: 'none' },
} as const;

/** 性别 by GB/T 2261.1. */
export const genderTexts = {
  UNKNOWN: { zh: '未知', en: 'Unknown' },
  MALE: { zh: '男', en: 'Male' },
  FEMALE: { zh: '女', en: 'Female' },
  NOT_STATED: { zh: '未说明', en: 'Not stated' },
} as const;

/** 离校类别 */
export const leaveTypeTexts = {
  GRADUATION: { zh: '毕业离校', en: 'Graduation' },
  COMPLETION: { zh: '结业', en: 'Completion without degree' },
  PARTIAL: { zh: '肄业', en: 'Partial completion' },
  WITHDRAWAL: { zh: '退学', en: 'Withdrawal' },
  TRANSFER_OUT: { zh: '转学', en: 'Transfer' },
  DISMISSAL: { zh: '开除学籍', en: 'Dismissal' },
  EXCHANGE_END: { zh: '交流到期', en: 'End of exchange' },
  OTHER: { zh: '其他', en: 'Other' },
} as const;
