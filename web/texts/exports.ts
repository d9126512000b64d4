/** 导出明细 */
export const exportsTexts = {
  heading: { zh: '导出明细', en: 'Export of students' },
  about: {
    zh: '把符合条件的全部学生导出为文件。在后台进行，不询问任何部门；可以离开本页，回来后接着看。',
    en: 'Writes all matching students into a file. It goes on in the background and asks no department; you may leave this page and come back.',
  },
  audited: {
    zh: '文件含个人信息：导出和下载都会连同用途记入审计日志。用毕请删除。',
    en: 'Files hold personal data: orders and downloads are kept in the audit log, with what they are for. Delete files after use.',
  },
  which: { zh: '哪些学生', en: 'Which students' },
  columns: { zh: '哪些栏目', en: 'Which columns' },
  format: { zh: '格式', en: 'Format' },
  csv: { zh: 'CSV（表格）', en: 'CSV (spreadsheet)' },
  jsonl: { zh: 'JSONL（程序）', en: 'JSONL (programs)' },
  purpose: { zh: '用途', en: 'What it is for' },
  purposeHint: { zh: '5 至 200 个字，如“通知学院催办”', en: '5 to 200 characters' },
  query: { zh: '查看或修改查询', en: 'See or change the query' },
  queryLabel: { zh: '导出的查询（GraphQL）', en: 'Query of the export (GraphQL)' },
  queryHint: {
    zh: '只能有 clearances 一个字段，其下只有 nodes。变量：',
    en: 'It has clearances alone, with nodes alone. Variables:',
  },
  reset: { zh: '恢复', en: 'Restore' },
  start: { zh: '开始导出', en: 'Start the export' },
  started: { zh: '已开始导出。', en: 'The export has begun.' },
  list: { zh: '我的导出', en: 'My exports' },
  empty: { zh: '还没有导出。', en: 'No exports yet.' },
  requested: { zh: '申请时间（北京时间）', en: 'Ordered (Beijing time)' },
  state: { zh: '状态', en: 'State' },
  progress: { zh: '进度', en: 'Progress' },
  file: { zh: '文件', en: 'File' },
  progressOf: { zh: '进度：{purpose}', en: 'Progress: {purpose}' },
  rows: { zh: '{rows} / {total} 行，{percent}%', en: '{rows} of {total} rows, {percent}%' },
  remaining: { zh: '约剩 {time}', en: 'about {time} left' },
  seconds: { zh: '{count} 秒', en: '{count} seconds' },
  minutes: { zh: '{count} 分钟', en: '{count} minutes' },
  download: { zh: '下载', en: 'Download' },
  downloadOf: { zh: '下载：{name}，{size}', en: 'Download: {name}, {size}' },
  keptUntil: { zh: '{size}，保留至 {time}', en: '{size}, kept until {time}' },
  cancel: { zh: '取消', en: 'Cancel' },
  cancelOf: { zh: '取消导出：{purpose}', en: 'Cancel the export: {purpose}' },
  cancelled: { zh: '已取消，已写的内容已删除。', en: 'Cancelled; what was written is removed.' },
  remove: { zh: '删除文件', en: 'Delete the file' },
  removeOf: { zh: '删除文件：{name}', en: 'Delete the file: {name}' },
  removed: { zh: '文件已删除。', en: 'The file is deleted.' },
} as const;

/** States of an export. */
export const exportStateTexts = {
  QUEUED: { zh: '排队中', en: 'Waiting' },
  RUNNING: { zh: '导出中', en: 'Being written' },
  DONE: { zh: '已完成', en: 'Ready' },
  FAILED: { zh: '失败', en: 'Failed' },
  CANCELLED: { zh: '已取消', en: 'Cancelled' },
} as const;

/** Which students. */
export const exportWhichTexts = {
  all: { zh: '全部学生', en: 'All students' },
  notPassed: { zh: '未通过的', en: 'Who do not pass' },
  unknown: { zh: '无法核对的', en: 'Who cannot be checked' },
  ready: { zh: '可提交、尚未提交的', en: 'Who may submit and did not' },
  submitted: { zh: '已提交、尚未领证的', en: 'Who submitted, diploma not handed over' },
} as const;

/** Which columns. */
export const exportColumnsTexts = {
  outcomes: { zh: '结论', en: 'Conclusions' },
  reasons: { zh: '结论和原因', en: 'Conclusions and reasons' },
  everything: { zh: '全部栏目', en: 'Everything' },
} as const;
