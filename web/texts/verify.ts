/** 核验离校流程单: the page that a form's QR code leads to, and its plain sister. */
export const verifyTexts = {
  heading: { zh: '核验离校流程单', en: 'Verify a clearance form' },
  intro: {
    zh: '扫描流程单上的二维码，或输入流程单编号（26 个字符，空格和大小写不限）。',
    en: 'Scan the QR code on the form, or type its serial (26 characters; spaces and capitals do not matter).',
  },
  serialLabel: { zh: '流程单编号', en: 'Serial of the form' },
  check: { zh: '核验', en: 'Check' },
  another: { zh: '核验另一份', en: 'Check another form' },
  checking: { zh: '正在核验…', en: 'Checking…' },
  badSerial: {
    zh: '编号应为 26 个字母和数字，请对照流程单检查。',
    en: 'A serial has 26 letters and digits. Compare it with the form.',
  },
  whatWasChecked: { zh: '核验了什么', en: 'What was checked' },
  name: { zh: '姓名', en: 'Name' },
  classYear: { zh: '届别', en: 'Class' },
  submittedAt: { zh: '提交时间', en: 'Submitted' },
  voidedAt: { zh: '作废时间', en: 'Voided' },
  serial: { zh: '流程单编号', en: 'Serial' },
  masked: {
    zh: '为保护个人信息，姓名只显示第一个字。',
    en: 'To protect the person, only the first character of the name is shown.',
  },
  bearer: {
    zh: '没有核对持单人的身份：请另行核对证件。',
    en: 'Who presents the form was not checked: compare an identity document.',
  },
  signatureGood: {
    zh: '签名：本机已核对，确由本服务签发，内容未被改动。',
    en: 'Signature: checked on this device; this service issued it and nothing was altered.',
  },
  signatureByServer: {
    zh: '签名：由服务器核对，确由本服务签发，内容未被改动。',
    en: 'Signature: checked by the server; this service issued it and nothing was altered.',
  },
  signatureBad: {
    zh: '签名：不正确。这不是本服务签发的流程单，或内容被改动。',
    en: 'Signature: wrong. This service did not issue the form, or it was altered.',
  },
  signatureUnsupported: {
    zh: '签名：此浏览器不能在本机核对（缺少 Ed25519），改由服务器核对。',
    en: 'Signature: this browser cannot check it here (no Ed25519), so the server does.',
  },
  signatureNoKeys: {
    zh: '签名：没有取得验签公钥，未能在本机核对。',
    en: 'Signature: the public keys could not be read, so it was not checked on this device.',
  },
  signatureUnknownKey: {
    zh: '签名：本机没有这把密钥的公钥，未能核对。',
    en: 'Signature: this device has no public key of that name, so it was not checked.',
  },
  signatureNone: {
    zh: '签名：没有核对。只输入了编号，编号可以被抄写；请尽量扫描二维码。',
    en: 'Signature: not checked. Only a serial was typed, which anybody can copy; scan the QR code if you can.',
  },
  stateGood: { zh: '当前状态：已向服务器查询。', en: 'State now: asked the server.' },
  stateUnknown: {
    zh: '当前状态：没有查到（网络或服务不可用）。流程单可能已经作废。',
    en: 'State now: not known (network or service down). The form may be void by now.',
  },
  unreadable: { zh: '二维码内容不是离校流程单', en: 'This code is not a clearance form' },
  demo: {
    zh: '演示密钥签发，仅供演示，不能用于领证。',
    en: 'A demonstration key signed it: for demonstration only, not for collecting a diploma.',
  },
  tooOften: { zh: '核验过于频繁，请稍等一分钟再试。', en: 'Too many checks. Wait a minute and try again.' },
  failed: { zh: '暂时无法核验，请稍后再试。', en: 'It cannot be checked at the moment. Try again later.' },
  retry: { zh: '再试一次', en: 'Try again' },
  plain: { zh: '简版核验页面', en: 'Plain page for verifying' },
} as const;

/** Big words of a verdict. */
export const verdictTexts = {
  VALID: { zh: '有效', en: 'Valid' },
  VOID: { zh: '已作废', en: 'Void' },
  CONDITIONS_CHANGED: { zh: '条件已变化，暂缓办理', en: 'Conditions changed: wait' },
  ALREADY_ISSUED: { zh: '已领证', en: 'Already used' },
  INVALID: { zh: '无效', en: 'Not valid' },
  SIGNATURE_ONLY: { zh: '只核对了签名，状态未知', en: 'Signature only: state unknown' },
  FORGED: { zh: '签名不正确，无效', en: 'Wrong signature: not valid' },
  UNKNOWN: { zh: '没有核验结果', en: 'No result' },
} as const;
