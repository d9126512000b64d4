/** 领证窗口 */
export const deskTexts = {
  heading: { zh: '领证窗口', en: 'Diploma desk' },
  reading: { zh: '正在读取登录状态…', en: 'Reading who is logged in…' },
  needLogin: { zh: '请用窗口账号登录。', en: 'Log in with the account of a diploma desk.' },
  login: { zh: '登录', en: 'Log in' },
  otherRole: {
    zh: '此账号没有领证窗口的权限。请联系研究生院开通。',
    en: 'This account may not hand over diplomas. Ask the Graduate School for the role.',
  },
  actAsDesk: { zh: '以领证窗口身份继续', en: 'Continue as the diploma desk' },
  otherRoleNow: {
    zh: '您现在以其他身份使用本系统。',
    en: 'You are acting in another of your roles.',
  },
  noSession: {
    zh: '读取不到登录状态，请检查网络后重试。',
    en: 'Who is logged in could not be read. Check the network and try again.',
  },
  deskName: { zh: '窗口名称', en: 'Name of this desk' },
  deskNameHint: {
    zh: '例如 2号窗口，登记时写入领证记录，保存在本机。',
    en: 'For example “Desk 2”; it is written into the record, and kept on this computer.',
  },
  save: { zh: '保存', en: 'Save' },
  change: { zh: '更改', en: 'Change' },
  at: { zh: '窗口：{desk}', en: 'Desk: {desk}' },
  scanLabel: {
    zh: '扫描流程单二维码或校园卡，也可输入编号或学号后按回车',
    en: 'Scan the form’s QR code or the student card, or type a serial or student number and press Enter',
  },
  check: { zh: '核验', en: 'Check' },
  checking: { zh: '正在核验…', en: 'Checking…' },
  openCamera: { zh: '用摄像头扫描', en: 'Scan by camera' },
  closeCamera: { zh: '关闭摄像头', en: 'Close the camera' },
  cameraView: { zh: '摄像头画面，请把二维码放在中间', en: 'Camera picture: hold the QR code in the middle' },
  cameraFailed: {
    zh: '打不开摄像头。请允许使用摄像头，或用扫码枪、输入编号。',
    en: 'The camera cannot be opened. Allow it, or use a hand scanner or type the serial.',
  },
  notAForm: {
    zh: '这不是离校流程单的二维码或编号，请重新扫描。',
    en: 'This is neither the code nor the serial of a clearance form. Scan again.',
  },
  cardFirst: {
    zh: '像是学号。请先扫描流程单，再扫描校园卡。',
    en: 'This looks like a student number. Scan the form first, then the card.',
  },
  sound: { zh: '声音提示', en: 'Sound' },
  next: { zh: '下一位（Esc）', en: 'Next person (Esc)' },
  recheck: { zh: '重新核验', en: 'Check again' },
  name: { zh: '姓名', en: 'Name' },
  studentId: { zh: '学号', en: 'Student number' },
  serial: { zh: '流程单编号', en: 'Serial' },
  classYear: { zh: '届别', en: 'Class' },
  submittedAt: { zh: '提交时间', en: 'Submitted' },
  issuedAt: { zh: '{time} 已在 {desk} 领证（{how}）', en: 'Already handed over at {time}, {desk} ({how})' },
  recordedBy: { zh: '经办人：{by}', en: 'Recorded by {by}' },
  cardMatches: { zh: '校园卡学号一致', en: 'The card is this student’s' },
  cardDiffers: {
    zh: '校园卡是另一名学生的，流程单不属于出示人。不能发证。',
    en: 'The card is another student’s: the form is not the bearer’s. Do not hand the diploma over.',
  },
  cardOpen: { zh: '还没有核对校园卡', en: 'The card has not been compared yet' },
  cases: {
    zh: '提交后有变化的事项（须由研究生院处理后才能发证）',
    en: 'Items that changed since (the Graduate School decides before the diploma may be handed over)',
  },
  offlineTitle: { zh: '只核对了签名，不能发证', en: 'Signature only: do not hand over' },
  offline: {
    zh: '连接不上服务器。签名正确只说明这份流程单曾由本服务签发；它可能已经作废，证书也可能已经领走。请等网络恢复后重新核验。',
    en: 'The service cannot be reached. A good signature only says that this service issued the form once; it may be void by now, or the diploma gone. Check again once the network is back.',
  },
  offlineUnsigned: {
    zh: '连接不上服务器，没有核验结果。不能发证，请等网络恢复后重新核验。',
    en: 'The service cannot be reached and nothing was checked. Do not hand over; check again once the network is back.',
  },
  forged: {
    zh: '签名不正确：不是本服务签发，或内容被改动。不能发证。',
    en: 'The signature is wrong: not issued by this service, or altered. Do not hand the diploma over.',
  },
  typed: {
    zh: '本次只凭编号查询，没有核对签名；编号可以被抄写。请务必核对证件。',
    en: 'Looked up by serial only, no signature checked; anybody can copy a serial. Compare an identity document.',
  },
  empty: { zh: '扫描后，结果显示在这里。', en: 'What you scan is shown here.' },
  recent: { zh: '本窗口最近 20 份', en: 'Last 20 at this desk' },
  recentEmpty: { zh: '还没有记录。', en: 'Nothing yet.' },
  time: { zh: '时间', en: 'Time' },
  result: { zh: '结果', en: 'Result' },
  loggedOut: {
    zh: '登录已过期。请重新登录，再核验这份流程单。',
    en: 'You have been logged out. Log in again, then check this form again.',
  },
  busy: {
    zh: '核验过于频繁或系统繁忙，请稍等再试。',
    en: 'Too many checks, or the service is busy. Wait a moment and try again.',
  },
} as const;

/** 登记领证 */
export const handoverTexts = {
  heading: { zh: '登记领证', en: 'Record the hand-over' },
  how: { zh: '领取方式', en: 'Who collects' },
  document: { zh: '核对的证件', en: 'Document that was shown' },
  delegateName: { zh: '代领人姓名', en: 'Name of the delegate' },
  reference: { zh: '委托书或邮寄单号', en: 'Number of the letter or parcel' },
  noIdNumbers: { zh: '不要填写身份证号。', en: 'Never an identity number.' },
  confirmIdentity: {
    zh: '已核对证件，与上面的姓名、学号一致',
    en: 'I compared the document: it is the person named above',
  },
  record: { zh: '登记领证（每份流程单一次）', en: 'Record the hand-over (once per form)' },
  recording: { zh: '正在登记…', en: 'Recording…' },
  missingDesk: { zh: '请先填写窗口名称。', en: 'Enter the name of this desk first.' },
  missingIdentity: {
    zh: '请扫描校园卡，或勾选已核对证件。',
    en: 'Scan the card, or confirm that you compared the document.',
  },
  missingDelegate: { zh: '请填写代领人姓名。', en: 'Enter the name of the delegate.' },
  missingReference: { zh: '请填写邮寄单号。', en: 'Enter the number of the parcel.' },
  idNumber: { zh: '这里像是身份证号，请删除。', en: 'This looks like an identity number. Remove it.' },
} as const;

/** Every outcome of the hand-over, with what to do. */
export const handoverOutcomeTexts = {
  DiplomaHandedOver: { zh: '已登记，可以发证', en: 'Recorded: hand the diploma over' },
  DiplomaAlreadyHandedOver: { zh: '此前已领证，不能再发', en: 'Handed over before: not again' },
  FormDoesNotHold: {
    zh: '流程单无效，没有登记，不能发证',
    en: 'The form does not hold: nothing recorded, do not hand over',
  },
  ReviewCasesOpen: { zh: '条件已变化，没有登记，暂缓发证', en: 'Conditions changed: nothing recorded, wait' },
  refused: {
    zh: '没有登记：账号没有权限或填写有误',
    en: 'Not recorded: the account may not, or something is filled in wrongly',
  },
  loggedOut: { zh: '没有登记：登录已过期，请重新登录', en: 'Not recorded: log in again' },
  unknown: {
    zh: '没有收到结果，可能已经登记。请先重新核验，再决定是否发证',
    en: 'No answer came; it may have been recorded. Check the form again before handing over',
  },
} as const;

/** 证件类别 */
export const documentTexts = {
  STUDENT_CARD: { zh: '学生证或校园卡', en: 'Student card' },
  ID_CARD: { zh: '居民身份证', en: 'Identity card' },
  PASSPORT: { zh: '护照', en: 'Passport' },
  AUTHORIZATION_LETTER: { zh: '授权委托书', en: 'Letter of authorization' },
  COURIER_RECEIPT: { zh: '邮寄回执', en: 'Courier receipt' },
} as const;
