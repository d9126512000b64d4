/** Outcomes as the guides print them, always beside an icon. */
export const outcomeTexts = {
  PASSED: { zh: '通过', en: 'Passed' },
  NOT_PASSED: { zh: '未通过', en: 'Not passed' },
  UNKNOWN: { zh: '无法核对', en: 'Not checked' },
  DOWN: { zh: '连接不上', en: 'Cannot be reached' },
} as const;

/** What an item shows: its outcome, or DOWN where its department could not be asked. */
export type Shown = keyof typeof outcomeTexts;

/** 办理状态 */
export const stateTexts = {
  NOT_ON_ROSTER: { zh: '不在办理名单', en: 'Not on the roster' },
  NOT_OPEN: { zh: '未开放', en: 'Not open' },
  IN_PROGRESS: { zh: '办理中', en: 'In progress' },
  READY: { zh: '可提交', en: 'Ready to submit' },
  SUBMITTED: { zh: '已提交', en: 'Submitted' },
  DIPLOMA_ISSUED: { zh: '已领证', en: 'Diploma issued' },
  VOID: { zh: '已作废', en: 'Void' },
} as const;
