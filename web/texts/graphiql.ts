/** What GraphiQL's page says beside GraphiQL's own words. */
export const graphiqlTexts = {
  title: { zh: '离校服务 GraphiQL', en: 'Graduate clearance GraphiQL' },
  otherLanguage: { zh: 'English', en: '中文' },
  role: { zh: '以何身份', en: 'Acting as' },
  reports: { zh: '统计报表', en: 'Reports' },
  needLogin: {
    zh: '用分析员或集成员账号登录后，可以保存查询。',
    en: 'Log in as analyst or integrator to save queries.',
  },
  otherRole: {
    zh: '只有分析员和集成员可以保存查询。',
    en: 'Only analysts and integrators can save queries.',
  },
} as const;

/** Saved queries. */
export const savedTexts = {
  heading: { zh: '我的查询', en: 'My queries' },
  save: { zh: '保存当前标签页的查询', en: 'Save the query of the current tab' },
  name: { zh: '名称', en: 'Name' },
  newName: { zh: '新名称', en: 'New name' },
  saveButton: { zh: '保存', en: 'Save' },
  empty: { zh: '还没有保存的查询。', en: 'Nothing saved yet.' },
  reading: { zh: '正在读取…', en: 'Loading…' },
  more: { zh: '只显示最近的 200 个。', en: 'The newest 200 are shown.' },
  open: { zh: '打开', en: 'Open' },
  rename: { zh: '改名', en: 'Rename' },
  replace: { zh: '用当前标签页替换', en: 'Replace by the current tab' },
  share: { zh: '复制链接', en: 'Copy link' },
  remove: { zh: '删除', en: 'Delete' },
  confirmRemove: {
    zh: '删除“{name}”？它的链接也会失效。',
    en: 'Delete “{name}”? Its link stops working, too.',
  },
  yesRemove: { zh: '确定删除', en: 'Delete it' },
  cancel: { zh: '取消', en: 'Cancel' },
  saved: { zh: '已保存“{name}”。', en: 'Saved “{name}”.' },
  renamed: { zh: '已改名为“{name}”。', en: 'Renamed to “{name}”.' },
  replaced: { zh: '“{name}”已替换为当前的查询。', en: '“{name}” now holds the current query.' },
  removed: { zh: '已删除。', en: 'Deleted.' },
  shared: {
    zh: '链接已复制。有分析员或集成员账号的同事可以打开；各人看到的结果按各自的权限。',
    en: 'Link copied. Colleagues who are analyst or integrator can open it; each sees what they may see.',
  },
  linkIs: { zh: '请复制这个链接：', en: 'Copy this link:' },
  opened: {
    zh: '已打开同事分享的查询“{name}”。看过再运行；保存即成为您自己的。',
    en: 'Opened a colleague’s query “{name}”. Read it before you run it; save it to make it yours.',
  },
  openedOwn: { zh: '已打开“{name}”。', en: 'Opened “{name}”.' },
  gone: {
    zh: '这个链接的查询不存在，或已被删除。',
    en: 'There is no query behind this link, or it was deleted.',
  },
} as const;

/** The collection of ready queries: of reports, and of what tells of no student. */
export const readyTexts = {
  reports: {
    heading: { zh: '现成报表', en: 'Ready reports' },
    intro: {
      zh: '点一下在新标签页打开，再点“运行”。分析员看不到少于 10 人的数字。',
      en: 'Opens in a new tab; then run it. Analysts see no count below 10.',
    },
  },
  queries: {
    heading: { zh: '现成查询', en: 'Ready queries' },
    intro: {
      zh: '点一下在新标签页打开，再点“运行”。您的角色不能查看学生和统计数据。',
      en: 'Opens in a new tab; then run it. Your role may see neither students nor figures about them.',
    },
  },
} as const;
