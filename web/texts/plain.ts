/** Words that only the server-rendered pages have. */
export const plainTexts = {
  brand: { zh: '研究生离校服务', en: 'Graduate clearance' },
  plainNote: { zh: '简版页面', en: 'Plain pages' },
  richPage: { zh: '切换到完整版页面', en: 'Go to the full pages' },
  switchLanguage: { zh: 'English', en: '中文' },
  loggedInAs: { zh: '已登录：{sub}', en: 'Logged in: {sub}' },
  intro: {
    zh: '本服务为毕业研究生办理离校手续，各部门的核对结果在这里集中显示。',
    en: 'Graduating students leave the university here: what every office has checked is shown in one place.',
  },
  browsers: {
    zh: '建议使用谷歌、火狐、360 浏览器（极速模式）的最新版本。简版页面可用 IE 9 及以上浏览器办理全部手续，不需要 JavaScript。',
    en: 'Use a current Chrome, Firefox or 360 browser. These plain pages do everything with IE 9 or later and without JavaScript.',
  },
  stepsHeading: { zh: '办理步骤', en: 'Steps' },
  completedLink: { zh: '查看及打印已提交的离校服务', en: 'View and print what you submitted' },
  verifyLink: { zh: '核验离校流程单', en: 'Verify a clearance form' },
  state: { zh: '办理状态', en: 'State' },
  reload: { zh: '刷新本页，重新核对', en: 'Reload this page to check again' },
  notCompletedByItself: {
    zh: '简版页面不会自动更新。',
    en: 'Plain pages do not update by themselves.',
  },
  toSubmit: { zh: '提交离校服务', en: 'Submit the clearance' },
  notYet: {
    zh: '还不能提交：以下事项没有通过。',
    en: 'You cannot submit yet: these items do not pass.',
  },
  back: { zh: '返回离校信息查询', en: 'Back to the clearance page' },
  needLogin: { zh: '请先登录', en: 'Log in first' },
  needLoginText: {
    zh: '办理离校手续需要使用统一身份认证账号登录。',
    en: 'To see and submit your clearance, log in with your university account.',
  },
  notOnRoster: { zh: '您不在本届离校办理名单中', en: 'You are not on the roster of this class' },
  notOnRosterText: {
    zh: '名单由研究生院确定。如有疑问，请咨询：',
    en: 'The Graduate School decides who is on it. If you think this is wrong, call: ',
  },
  notOpen: { zh: '本届离校办理尚未开放或已经结束', en: 'The clearance of this class is not open' },
  notOpenText: {
    zh: '您可以先查看各事项的核对结果，开放后再提交。',
    en: 'You can look at your items now, and submit once it is open.',
  },
  submittedHead: { zh: '您已提交离校服务', en: 'You have submitted your clearance' },
  unavailable: { zh: '暂时无法读取', en: 'Cannot be read at the moment' },
  unavailableText: {
    zh: '没有任何内容被更改。请稍后刷新本页；着急办理时请致电下列电话。',
    en: 'Nothing was changed. Reload this page later, or call one of the numbers below.',
  },
  notFound: { zh: '没有这个页面', en: 'There is no such page' },
  notFoundText: {
    zh: '网址可能写错了，或者这项服务不属于您。',
    en: 'The address may be mistyped, or what it names is not yours.',
  },
  stale: { zh: '这个表单已经失效', en: 'This form is no longer valid' },
  staleText: {
    zh: '登录状态已经变化，内容没有提交。请返回后重新操作。',
    en: 'Your login has changed, and nothing was sent on. Go back and try again.',
  },
  otherRole: { zh: '此页供学生使用', en: 'This page is for students' },
  otherRoleText: {
    zh: '您的账号没有本人的离校事项。',
    en: 'Your account has no clearance of its own.',
  },
  deskNeedsScripts: {
    zh: '领证窗口页面需要较新的浏览器（谷歌、火狐、360 极速模式）。',
    en: 'The page of the diploma desk needs a current browser (Chrome, Firefox, 360 in its fast mode).',
  },
  unfavorite: { zh: '取消收藏', en: 'Take from favourites' },
  nextPage: { zh: '下一页', en: 'Next page' },
} as const;

/** 登录→核对→提交→查看打印→领证 */
export const stepTexts = [
  { zh: '登录：使用统一身份认证账号', en: 'Log in with your university account' },
  {
    zh: '核对：查看各部门事项，没有通过的按提示办理',
    en: 'Check: see every office’s item, and settle what does not pass',
  },
  { zh: '提交：全部通过后提交离校服务（只能提交一次）', en: 'Submit once everything passes (only once)' },
  { zh: '查看打印：打印离校流程单', en: 'View and print the clearance form' },
  {
    zh: '领证：凭打印的离校流程单领取毕业证、学位证',
    en: 'Collect: exchange the printed form for your diploma and degree certificate',
  },
] as const;

/** 注销借书证 */
export const cardTexts = {
  heading: { zh: '注销借书证', en: 'Cancel the library card' },
  button: { zh: '注销', en: 'Cancel the card' },
  open: { zh: '注销借书证…', en: 'Cancel the library card…' },
  cancelled: { zh: '已注销', en: 'Cancelled' },
  confirm: { zh: '确认注销借书证', en: 'Yes, cancel my library card' },
  keep: { zh: '暂不注销，返回', en: 'Keep it and go back' },
  done: { zh: '借书证已注销。', en: 'The library card is cancelled.' },
  already: {
    zh: '借书证此前已经注销，没有重复操作。',
    en: 'The card was cancelled before; nothing was changed.',
  },
  blocked: {
    zh: '现在不能注销借书证，原因如下：',
    en: 'The card cannot be cancelled now, because:',
  },
  ask: { zh: '如需帮助，请联系图书馆：', en: 'For help call the library: ' },
  failed: { zh: '没有注销，请稍后再试。', en: 'The card was not cancelled. Try again later.' },
} as const;

/** 提交离校服务 */
export const submitTexts = {
  heading: { zh: '提交离校服务', en: 'Submit the clearance' },
  once: { zh: '离校服务只能提交一次', en: 'The clearance can be submitted only once' },
  onceMore: {
    zh: '提交后不能自行撤回或修改。请先核对基本信息和各事项。',
    en: 'Afterwards you cannot take it back or change it. Check your basic information and every item first.',
  },
  confirm: { zh: '确认提交离校服务', en: 'Submit my clearance' },
  cancel: { zh: '暂不提交，返回', en: 'Do not submit now' },
  again: { zh: '再试一次', en: 'Try again' },
  sameKey: {
    zh: '重复点击或刷新不会重复提交。',
    en: 'Clicking twice or reloading never submits twice.',
  },
  result: { zh: '提交结果', en: 'What became of it' },
  success: { zh: '提交成功', en: 'Submitted' },
  successText: {
    zh: '您的离校服务已提交。请打印离校流程单，凭它领取毕业证、学位证。',
    en: 'Your clearance is submitted. Print the clearance form: it is exchanged for your diploma and degree certificate.',
  },
  replayed: {
    zh: '此前已经提交成功，这是同一份回执，没有重复提交。',
    en: 'It had been submitted before; this is the same receipt, and nothing was submitted twice.',
  },
  toPrint: { zh: '查看并打印离校流程单', en: 'View and print the clearance form' },
} as const;

/** Each member of the submission's payload that stored nothing new: what happened, and what to do. */
export const submitResultTexts = {
  ClearanceAlreadySubmitted: {
    zh: '您此前已经提交过离校服务，下面是当时的回执。离校服务只能提交一次。',
    en: 'You submitted your clearance before; this is its receipt. It can be submitted only once.',
  },
  ClearanceNotEligible: {
    zh: '没有提交：有事项未通过。请按下面的提示办理，全部通过后再提交。',
    en: 'Not submitted: some items do not pass. Settle them as described below, then submit.',
  },
  DepartmentsUnavailable: {
    zh: '没有提交：有事项暂时无法核对，这不表示未通过。请稍后再试，或致电该部门。',
    en: 'Not submitted: some items could not be checked, which does not mean that they fail. Try again later, or call the office.',
  },
  SubmissionInProgress: {
    zh: '您的提交正在处理中。请过几秒再看结果，不会重复提交。',
    en: 'Your submission is being worked on. Look again in some seconds; it will not be submitted twice.',
  },
  VerdictChanged: {
    zh: '没有提交：核对期间有部门的数据发生变化。请查看最新结果后再试。',
    en: 'Not submitted: an office changed its data during the check. Look at the items again and retry.',
  },
  IdempotencyKeyReused: {
    zh: '没有提交：这个页面已经用过。请重新打开提交页面。',
    en: 'Not submitted: this page was used before. Open the submission page anew.',
  },
  SubmissionOutcomeUnknown: {
    zh: '暂时无法确认是否提交成功。请点“再试一次”查询结果，不会重复提交。',
    en: 'Whether it was stored is not known yet. Press “Try again” to learn it; it will not be submitted twice.',
  },
  SubmissionShed: {
    zh: '没有提交：当前办理人数较多。请过几秒再试。',
    en: 'Not submitted: too many people are submitting right now. Try again in some seconds.',
  },
  ClearanceWindowClosed: {
    zh: '没有提交：现在不在本届的办理时间内。',
    en: 'Not submitted: the clearance of your class is not open at this time.',
  },
  StudentNotOnRoster: {
    zh: '没有提交：您不在本届离校办理名单中，请联系研究生院。',
    en: 'Not submitted: you are not on the roster of this class. Contact the Graduate School.',
  },
  fault: {
    zh: '没有得到结果。请点“再试一次”，不会重复提交。',
    en: 'No answer came. Press “Try again”; it will not be submitted twice.',
  },
} as const;

/** The print page around the form. */
export const printTexts = {
  print: { zh: '打印', en: 'Print' },
  howTo: {
    zh: '请按 Ctrl+P（苹果电脑按 ⌘P）打印，纸张选 A4，一页。手机请下载 PDF 后打印。',
    en: 'Press Ctrl+P (⌘P on a Mac) to print on one page of A4. On a phone download the PDF.',
  },
  pdf: { zh: '下载 PDF', en: 'Download PDF' },
  back: { zh: '返回', en: 'Back' },
  noFont: { zh: '暂时不能生成 PDF', en: 'No PDF at the moment' },
  noFontText: {
    zh: '服务器缺少中文字体。请改用打印页面，在打印窗口中选择“另存为 PDF”。',
    en: 'The server has no Chinese font. Use the print page instead and choose “Save as PDF” there.',
  },
  busyText: {
    zh: '现在下载的人较多。请过几秒再试，或改用打印页面，在打印窗口中选择“另存为 PDF”。',
    en: 'Many people are downloading right now. Try again in some seconds, or use the print page and choose “Save as PDF” there.',
  },
  toPrint: { zh: '打开打印页面', en: 'Open the print page' },
} as const;
