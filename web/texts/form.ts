/** Words of the printed 离校流程单; it carries both languages whoever prints it. */
export const formTexts = {
  englishTitle: { zh: '研究生离校流程单', en: 'Graduate clearance form' },
  serial: { zh: '流程单编号', en: 'Serial' },
  service: { zh: '事项', en: 'Service' },
  edition: { zh: '版次', en: 'Edition' },
  editionValue: { zh: '第 {edition} 版', en: 'Edition {edition}' },
  submittedAt: { zh: '申请时间', en: 'Submitted' },
  printedAt: { zh: '打印时间', en: 'Printed' },
  voidedAt: { zh: '作废时间', en: 'Voided' },
  state: { zh: '状态', en: 'State' },
  beijing: { zh: '时间均为北京时间', en: 'All times are Beijing time' },
  classYear: { zh: '届别', en: 'Class' },
  classYearValue: { zh: '{year}届', en: 'Class of {year}' },
  items: { zh: '离校事项', en: 'Clearance items' },
  unit: { zh: '单位', en: 'Office' },
  outcome: { zh: '结论', en: 'Outcome' },
  readAt: { zh: '核对时间', en: 'Checked' },
  phones: { zh: '咨询电话', en: 'Telephone' },
  diploma: { zh: '领取证书', en: 'Diploma' },
  scan: { zh: '扫码核验', en: 'Scan to verify' },
  qrAlt: { zh: '核验二维码', en: 'QR code for verifying this form' },
  verify: {
    zh: '核验方法：扫描二维码，或打开 {address} 输入流程单编号。是否有效以核验结果为准。',
    en: 'To verify: scan the code, or open {address} and type the serial. What counts is the result of that check.',
  },
  handover: { zh: '领证登记', en: 'Hand-over of the diploma' },
  issued: {
    zh: '已于 {time} 在 {desk} 领取（{how}）。',
    en: 'Handed over at {time}, {desk} ({how}).',
  },
  collector: { zh: '领证人签字', en: 'Received by' },
  officer: { zh: '经办人签字', en: 'Officer' },
  date: { zh: '日期', en: 'Date' },
  issuedMark: { zh: '已领证 ISSUED', en: 'ISSUED' },
  blank: { zh: '—', en: '—' },
} as const;

/** 领取方式 */
export const collectedByTexts = {
  SELF: { zh: '本人领取', en: 'in person' },
  DELEGATE: { zh: '委托他人领取', en: 'by a delegate' },
  MAIL: { zh: '邮寄', en: 'by mail' },
} as const;
