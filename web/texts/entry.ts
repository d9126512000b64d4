/** The first page, figures 1 and 2. */
export const entryTexts = {
  purpose: {
    zh: '本服务旨在为研究生毕业生提供离校服务。',
    en: 'This service is for graduate students who are leaving the university.',
  },
  browsers: {
    zh: '建议使用以下浏览器：谷歌、火狐、360（极速模式）；IE 9 以上请用',
    en: 'Suggested browsers: Chrome, Firefox, 360 (speed mode). From IE 9 on use the',
  },
  plain: { zh: '简版页面', en: 'plain pages' },
  already: {
    zh: '已经提交？查看及打印已提交的离校服务',
    en: 'Already submitted? View and print your clearance',
  },
  category: { zh: '学生办事', en: 'Services for students' },
  start: { zh: '进入离校服务', en: 'Go to your clearance' },
  startOut: { zh: '登录并办理', en: 'Log in and start' },
  loginWith: { zh: '使用{name}账号登录', en: 'Log in with your university account ({name})' },
  help: { zh: '登录遇到问题？', en: 'Trouble logging in?' },
  favourites: { zh: '我的收藏', en: 'My favourites' },
  steps: { zh: '办理步骤', en: 'The steps' },
  where: { zh: '已完成事项的位置', en: 'Where completed services are' },
} as const;

/** 登录→核对→提交→查看打印→领证; the last one where the guide of the year says it. */
export const stepTexts = [
  {
    name: { zh: '登录', en: 'Log in' },
    text: { zh: '用统一身份认证账号', en: 'With your university account' },
  },
  {
    name: { zh: '核对', en: 'Check' },
    text: { zh: '图书馆、档案馆、公寓、财务', en: 'Library, archives, apartment, finance' },
  },
  {
    name: { zh: '提交', en: 'Submit' },
    text: { zh: '全部通过后提交，只能一次', en: 'Once everything passed; only once' },
  },
  {
    name: { zh: '查看打印', en: 'View and print' },
    text: { zh: '打印离校流程单', en: 'Print the clearance form' },
  },
  {
    name: { zh: '领证', en: 'Diploma' },
    text: { zh: '凭流程单领取毕业证、学位证', en: 'The form is exchanged for the diploma' },
  },
] as const;
