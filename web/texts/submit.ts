/** 提交离校服务: the button, the dialog, and what each answer means. */
export const submitTexts = {
  heading: { zh: '提交离校服务', en: 'Submit your clearance' },
  button: { zh: '提交离校服务', en: 'Submit clearance' },
  goTo: { zh: '全部通过，去提交', en: 'Everything passed: go and submit' },
  once: { zh: '注意：离校服务只能提交一次。', en: 'Note: the clearance can be submitted only once.' },
  hintOpen: { zh: '全部事项通过后才能提交。', en: 'It can be submitted once every item has passed.' },
  hintReady: { zh: '全部事项已通过，可以提交。', en: 'Every item has passed. You can submit.' },
  blockedTitle: { zh: '现在还不能提交', en: 'It cannot be submitted yet' },
  blockedFailed: { zh: '以下事项未通过，请先办理：', en: 'These items have not passed; settle them first:' },
  blockedUnknown: {
    zh: '以下事项暂时无法核对（不是未通过），请稍后再试或致电：',
    en: 'These items could not be checked (which is not a fail); try again later or call:',
  },
  confirmTitle: { zh: '确认提交离校服务？', en: 'Submit the clearance?' },
  confirmOnce: { zh: '离校服务只能提交一次', en: 'The clearance can be submitted only once' },
  confirmText: {
    zh: '提交后不能撤回或修改。提交时系统会再次向各部门核对，全部通过才会保存。',
    en: 'It cannot be taken back or changed. The offices are asked once more, and it is stored only if all of them pass.',
  },
  confirmWho: { zh: '{name}（{id}）', en: '{name} ({id})' },
  confirm: { zh: '确认提交', en: 'Submit' },
  cancel: { zh: '再看看', en: 'Not yet' },
  sending: { zh: '正在提交，请不要关闭页面…', en: 'Submitting, please keep the page open…' },
  asking: {
    zh: '还没有收到答复，正在用同一编号确认结果…',
    en: 'No answer yet; asking again with the same key…',
  },
  pending: {
    zh: '您上次的提交没有收到答复。请再点一次“提交离校服务”：系统会用同一编号确认，不会重复提交。',
    en: 'Your last submission got no answer. Press “Submit clearance” again: the same key is used, so nothing is submitted twice.',
  },
  again: { zh: '再试一次', en: 'Try again' },
  askAgain: { zh: '查询提交结果', en: 'Ask what became of it' },
} as const;

/** A title for each member of the payload; the sentence below it is the server's. */
export const payloadTitles = {
  ClearanceSubmitted: { zh: '提交成功', en: 'Submitted' },
  ClearanceAlreadySubmitted: {
    zh: '您已经提交过，这是当时的回执',
    en: 'You submitted before; this is its receipt',
  },
  ClearanceNotEligible: { zh: '没有提交：有事项未通过', en: 'Not submitted: an item has not passed' },
  DepartmentsUnavailable: {
    zh: '没有提交：有部门暂时无法核对',
    en: 'Not submitted: an office could not be asked',
  },
  SubmissionInProgress: { zh: '上一次提交还在处理', en: 'Your earlier submission is still under way' },
  VerdictChanged: { zh: '没有提交：核对期间数据有变动', en: 'Not submitted: the data changed meanwhile' },
  IdempotencyKeyReused: {
    zh: '没有提交：本次编号已失效',
    en: 'Not submitted: the key of this try is used up',
  },
  SubmissionOutcomeUnknown: { zh: '结果还不能确定', en: 'The result is not known yet' },
  SubmissionShed: { zh: '没有提交：提交的人太多', en: 'Not submitted: too many people are submitting' },
  ClearanceWindowClosed: { zh: '没有提交：不在办理时间内', en: 'Not submitted: the service is not open' },
  StudentNotOnRoster: { zh: '没有提交：您不在办理名单中', en: 'Not submitted: you are not on the roster' },
} as const;

/** What to do next, for each member that leaves something to do. */
export const payloadAdvice = {
  ClearanceNotEligible: {
    zh: '请按下面的办法办理，全部通过后再提交。',
    en: 'Settle these as described below, then submit again.',
  },
  DepartmentsUnavailable: {
    zh: '这不表示您未通过。请稍后再提交；一直如此请致电该部门。',
    en: 'It does not mean that you failed. Submit again later; if it stays so, call the office.',
  },
  SubmissionInProgress: {
    zh: '请稍等片刻，再查询结果；不会重复提交。',
    en: 'Wait a moment and ask again; nothing is submitted twice.',
  },
  VerdictChanged: {
    zh: '上面的事项已更新，请看一下再提交。',
    en: 'The items above are up to date now. Look at them and submit again.',
  },
  IdempotencyKeyReused: {
    zh: '再点一次提交即可，系统会换一个编号。',
    en: 'Press submit once more; a new key is used.',
  },
  SubmissionOutcomeUnknown: {
    zh: '可能已经成功。请查询结果；系统用同一编号确认，不会重复提交。',
    en: 'It may have worked. Ask again; the same key is used, so nothing is submitted twice.',
  },
  SubmissionShed: {
    zh: '这次没有受理，请过一会儿再点提交。',
    en: 'It was not taken. Submit again in a moment.',
  },
  ClearanceWindowClosed: { zh: '请在办理时间内提交。', en: 'Submit while the service is open.' },
  StudentNotOnRoster: {
    zh: '如有疑问，请致电研究生院。',
    en: 'If this seems wrong, call the Graduate School.',
  },
} as const;

/** No payload came. */
export const faultTexts = {
  unanswered: {
    zh: '没有收到答复，不知道是否已提交。请查询结果；系统用同一编号确认，不会重复提交。',
    en: 'No answer came, so it is not known whether it was submitted. Ask again; the same key is used, so nothing is submitted twice.',
  },
  busy: {
    zh: '当前访问的人很多，这次没有受理，请过一会儿再点提交。',
    en: 'Many people are here right now, and it was not taken. Submit again in a moment.',
  },
  refused: {
    zh: '没有提交成功。请稍后重试；仍有问题请致电 0516-83592137。',
    en: 'It was not submitted. Try again later; if it stays so, call 0516-83592137.',
  },
} as const;

/** The receipt of a submission. */
export const receiptTexts = {
  title: { zh: '离校服务已提交', en: 'Your clearance is submitted' },
  issued: { zh: '已领取毕业证、学位证', en: 'The diploma was handed over' },
  serial: { zh: '流程单编号', en: 'Form serial' },
  submittedAt: { zh: '提交时间', en: 'Submitted at' },
  next: {
    zh: '下一步：打印离校流程单，凭单领取毕业证、学位证。',
    en: 'Next: print the clearance form; it is exchanged for your diploma.',
  },
  nextSilent: { zh: '可在“已完成事项”中查看并打印。', en: 'You can view and print it under “Completed”.' },
  view: { zh: '查看', en: 'View' },
  print: { zh: '打印离校流程单', en: 'Print the form' },
  pdf: { zh: '下载 PDF', en: 'Download PDF' },
} as const;

/** 注销借书证 */
export const cancelTexts = {
  button: { zh: '注销', en: 'Cancel the card' },
  done: { zh: '已注销', en: 'Cancelled' },
  why: { zh: '暂不能注销', en: 'Cannot be cancelled yet' },
  title: { zh: '注销借书证？', en: 'Cancel the library card?' },
  confirm: { zh: '确认注销', en: 'Cancel the card' },
  keep: { zh: '不注销', en: 'Keep it' },
  sending: { zh: '正在注销…', en: 'Cancelling…' },
  succeeded: { zh: '借书证已注销。', en: 'The library card is cancelled.' },
  already: {
    zh: '借书证此前已注销，没有重复操作。',
    en: 'The library card was cancelled before; nothing was done twice.',
  },
  refusedTitle: { zh: '现在不能注销借书证', en: 'The card cannot be cancelled now' },
  refusedText: { zh: '请先处理以下事项：', en: 'These have to be settled first:' },
  call: { zh: '如无法注销，请联系图书馆：', en: 'If it does not work, call the library:' },
  unanswered: {
    zh: '没有收到答复。可以再点一次：已注销的不会重复操作。',
    en: 'No answer came. Press again: a card that is cancelled stays as it is.',
  },
  close: { zh: '关闭', en: 'Close' },
} as const;
