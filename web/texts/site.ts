/** Words around every page. */
export const siteTexts = {
  service: { zh: '研究生离校服务', en: 'Graduate clearance' },
  skip: { zh: '跳到正文', en: 'Skip to the content' },
  otherLanguage: { zh: 'English', en: '中文' },
  menu: { zh: '导航', en: 'Navigation' },
  home: { zh: '首页', en: 'Home' },
  clearance: { zh: '离校办理', en: 'Clearance' },
  completed: { zh: '已完成事项', en: 'Completed' },
  login: { zh: '登录', en: 'Log in' },
  logout: { zh: '退出登录', en: 'Log out' },
  contacts: { zh: '咨询电话', en: 'Whom to call' },
  contactsIntro: {
    zh: '如果您使用过程中有问题，我们将为您提供咨询服务。',
    en: 'If you have a question while using this service, call us.',
  },
  plain: {
    zh: '简版页面（无需 JavaScript，IE 9 及以上可用）',
    en: 'Plain pages (no JavaScript needed, from IE 9)',
  },
  loading: { zh: '正在读取…', en: 'Loading…' },
  notFound: { zh: '没有这个页面', en: 'There is no such page' },
  notFoundText: {
    zh: '网址可能写错了，或页面已不存在。',
    en: 'The address may be mistyped, or the page is gone.',
  },
  toHome: { zh: '回到首页', en: 'Back to the start' },
  retry: { zh: '重试', en: 'Try again' },
  faultTitle: { zh: '暂时读取不到数据', en: 'The data cannot be read at the moment' },
  offline: { zh: '网络似乎断开了。连上后请重试。', en: 'You seem to be offline. Try again once connected.' },
  busy: {
    zh: '当前访问的人很多，请过 {seconds} 秒再试。',
    en: 'Many people are here right now. Try again in {seconds} seconds.',
  },
  fault: {
    zh: '服务出错了，请稍后重试；仍有问题请致电 0516-83592137。',
    en: 'Something went wrong. Try again later; if it stays so, call 0516-83592137.',
  },
  newVersion: { zh: '页面已更新，请刷新。', en: 'The page has a new version. Reload it.' },
} as const;

/** The session ended while the page was open. */
export const expiredTexts = {
  title: { zh: '登录已过期', en: 'You have been logged out' },
  text: {
    zh: '为了您的信息安全，较长时间没有操作后需要重新登录。登录后会回到这一页，已填写和已提交的内容不会丢失。',
    en: 'For your safety you have to log in again after a while without activity. You will come back to this page, and nothing that you submitted is lost.',
  },
  login: { zh: '重新登录', en: 'Log in again' },
} as const;

/** What became of something that the reader asked for on a page of queries or exports. */
export const toldTexts = {
  failed: {
    zh: '没有成功：读取不到服务器的回答。请稍后重试。',
    en: 'That did not work: the server gave no answer. Try again later.',
  },
  loggedOut: {
    zh: '登录已过期。请在新窗口登录后重试，已写的内容不会丢失。',
    en: 'You have been logged out. Log in in another window and try again; what you wrote stays.',
  },
} as const;
