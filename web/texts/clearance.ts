/** The clearance page beside its items. */
export const clearanceTexts = {
  title: { zh: '研究生离校服务', en: 'Graduate clearance' },
  notRosterTitle: { zh: '您不在办理名单中', en: 'You are not on the roster' },
  notRosterText: {
    zh: '研究生院没有把您列入本届离校办理名单，所以这里没有可以办理的事项。如有疑问，请致电研究生院。',
    en: 'The Graduate School has not put you on the roster of this class, so there is nothing to settle here. If this seems wrong, call the Graduate School.',
  },
  rosterContact: { zh: '研究生院', en: 'Graduate School' },
  notOpenTitle: { zh: '离校服务尚未开放提交', en: 'Submitting is not open' },
  notOpenText: {
    zh: '现在不在本届的办理时间内，还不能提交。可以先核对下面的事项，提前办理。',
    en: 'It is not the time for your class to submit. You can already check and settle the items below.',
  },
  staffTitle: { zh: '本页供毕业研究生使用', en: 'This page is for graduates' },
  staffText: {
    zh: '您登录的身份不是学生，没有自己的离校事项。',
    en: 'You are not logged in as a student, so there is no clearance of yours.',
  },
  toDesk: { zh: '前往领证窗口页面', en: 'Go to the diploma desk' },
  live: { zh: '页面会自动更新', en: 'This page updates by itself' },
  polling: {
    zh: '自动更新暂时中断，会定时重新读取',
    en: 'Updates are interrupted; the page reads again from time to time',
  },
  changed: { zh: '{unit}：{outcome}', en: '{unit}: {outcome}' },
  checked: { zh: '已重新核对。', en: 'Checked again.' },
  tooSoon: {
    zh: '刚刚核对过，请过 {seconds} 秒再试。',
    en: 'This was checked just now. Try again in {seconds} seconds.',
  },
  failed: {
    zh: '没有核对成功，请检查网络后重试。',
    en: 'It could not be checked. Look after your network and try again.',
  },
} as const;
