/** 个人中心-已完成事项, figures 12 and 13. */
export const completedTexts = {
  heading: { zh: '已完成事项', en: 'Completed services' },
  empty: { zh: '还没有已完成的事项。', en: 'Nothing is completed yet.' },
  emptyHint: {
    zh: '提交离校服务之后，可以在这里查看和打印离校流程单。',
    en: 'Once you submitted your clearance, you can view and print the clearance form here.',
  },
  toClearance: { zh: '去办理研究生离校服务', en: 'Go to the graduate clearance' },
  serviceName: { zh: '事项名称', en: 'Service' },
  serviceCode: { zh: '事项编号', en: 'Service code' },
  submittedAt: { zh: '申请时间', en: 'Submitted' },
  state: { zh: '状态', en: 'State' },
  serial: { zh: '流程单编号', en: 'Form serial' },
  edition: { zh: '版次', en: 'Edition' },
  actions: { zh: '操作', en: 'Actions' },
  view: { zh: '查看', en: 'View' },
  print: { zh: '打印', en: 'Print' },
  printForm: { zh: '打印离校流程单', en: 'Print the clearance form' },
  pdf: { zh: '下载 PDF', en: 'Download PDF' },
  more: { zh: '显示更多', en: 'Show more' },
  frozen: {
    zh: '以下为提交时的信息，此后不再变化。',
    en: 'This is what was true when you submitted. It does not change.',
  },
  readAt: { zh: '核对时间 {time}', en: 'Checked at {time}' },
  voided: {
    zh: '该流程单已于 {time} 作废，请重新提交。',
    en: 'This form became void on {time}. Submit again.',
  },
  diploma: { zh: '已于 {time} 在 {desk} 领证。', en: 'The diploma was handed over on {time} at {desk}.' },
  diplomaLink: { zh: '研究生院网站的领证安排', en: 'Arrangements on the Graduate School’s web site' },
  notFound: { zh: '没有这份流程单', en: 'There is no such form' },
  notFoundText: {
    zh: '编号可能写错了，或这份流程单不属于您。',
    en: 'The number may be mistyped, or the form is not yours.',
  },
  back: { zh: '返回已完成事项', en: 'Back to the completed services' },
  items: { zh: '离校事项', en: 'Clearance items' },
  phone: {
    zh: '打印请用电脑，或把 PDF 带到打印店。',
    en: 'Print from a PC, or take the PDF to a print shop.',
  },
} as const;
