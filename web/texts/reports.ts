/** 统计报表 */
export const reportsTexts = {
  heading: { zh: '离校统计报表', en: 'Clearance reports' },
  classOf: { zh: '{years}届，共 {students} 人', en: 'Class of {years}, {students} students' },
  allClasses: { zh: '全部届别，共 {students} 人', en: 'All classes, {students} students' },
  basis: {
    zh: '统计于 {time}；数据完整度 {coverage}，时延 {age}。',
    en: 'Counted at {time}; {coverage} of the verdicts are known, at most {age} old.',
  },
  ageUnknown: { zh: '未知', en: 'an unknown time' },
  seconds: { zh: '{count} 秒', en: '{count} seconds' },
  minutes: { zh: '{count} 分钟', en: '{count} minutes' },
  smallCells: {
    zh: '为保护个人信息，不足 {count} 人的数字以及能推算出它们的数字显示为“已隐去”，图中不画；趋势中的人数以十为单位。',
    en: 'To protect individuals, counts below {count}, and those that they could be worked out from, say “suppressed” and are not drawn; counts of the trend are in tens.',
  },
  incomplete: {
    zh: '数据还不完整：部分部门的结论尚未汇入，以下人数可能偏少或偏旧。',
    en: 'The figures are not complete yet: verdicts of some departments are still missing or old.',
  },
  suppressed: { zh: '已隐去', en: 'suppressed' },
  reading: { zh: '正在统计…', en: 'Counting…' },
  empty: { zh: '没有符合条件的学生。', en: 'No student matches.' },
  settings: { zh: '范围', en: 'What is counted' },
  classYear: { zh: '届', en: 'Class year' },
  oneClass: { zh: '{year}届', en: '{year}' },
  everyClass: { zh: '全部届别', en: 'All classes' },
  usualClass: { zh: '默认', en: 'As usual' },
  interval: { zh: '趋势步长', en: 'Step of the trend' },
  day: { zh: '按日', en: 'By day' },
  hour: { zh: '按小时', en: 'By hour' },
  count: { zh: '统计', en: 'Count' },
  print: { zh: '打印', en: 'Print' },
  csv: { zh: '下载 CSV', en: 'Download CSV' },
  csvOf: { zh: '下载 CSV：{name}', en: 'Download CSV: {name}' },
  openQuery: { zh: '在 GraphiQL 中打开', en: 'Open in GraphiQL' },
  openQueryOf: { zh: '在 GraphiQL 中打开：{name}', en: 'Open in GraphiQL: {name}' },
  query: { zh: '查询', en: 'Query' },
  queryOf: { zh: '查询：{name}', en: 'Query: {name}' },
  queryHint: {
    zh: '本图的查询（GraphQL）。分析员和集成人员可在 GraphiQL 中运行；程序以 POST 发送到 /graphql。',
    en: 'What this chart asks (GraphQL). Analysts and integrators can run it in GraphiQL; programs POST it to /graphql.',
  },
  variables: { zh: '变量', en: 'Variables' },
  copy: { zh: '复制', en: 'Copy' },
  copyOf: { zh: '复制查询：{name}', en: 'Copy the query: {name}' },
  copied: { zh: '已复制。', en: 'Copied.' },
  notCopied: {
    zh: '浏览器不允许复制，请选中上面的文字自行复制。',
    en: 'This browser lets no page copy. Select the text above and copy it.',
  },
  tableOf: { zh: '{name}（表）', en: '{name} (table)' },
  needLogin: { zh: '请登录后查看统计报表。', en: 'Log in to see the reports.' },
  login: { zh: '登录', en: 'Log in' },
  otherRole: {
    zh: '统计报表供分析员、研究生院和部门工作人员查看。此账号没有相应权限，请联系研究生院开通。',
    en: 'Reports are for analysts, the Graduate School and the departments’ staff. Ask the Graduate School for the role.',
  },
  otherRoleNow: { zh: '您现在以其他身份使用本系统。', en: 'You are acting in another of your roles.' },
  actAs: { zh: '以 {role} 身份继续', en: 'Continue as {role}' },
  refused: {
    zh: '没有得到统计结果：请检查范围，或您的身份不能查看这一项。',
    en: 'Nothing was counted: check what is asked for, or your role may not see this.',
  },
} as const;

/** Headings of tables. */
export const reportColumns = {
  stage: { zh: '办理阶段', en: 'Stage' },
  students: { zh: '人数', en: 'Students' },
  department: { zh: '部门', en: 'Department' },
  college: { zh: '学院', en: 'College' },
  code: { zh: '代码', en: 'Code' },
  time: { zh: '时间（北京时间）', en: 'Time (Beijing)' },
  reason: { zh: '原因', en: 'Reason' },
} as const;

/** 办理阶段 */
export const stageTexts = {
  NOT_STARTED: { zh: '未开始', en: 'Not started' },
  BLOCKED: { zh: '还差 {count} 个部门', en: 'Blocked by {count}' },
  READY: { zh: '可提交', en: 'Ready' },
  SUBMITTED: { zh: '已提交', en: 'Submitted' },
  HANDED_OVER: { zh: '已领证', en: 'Handed over' },
} as const;

/** Reasons by their codes, as short as a chart needs them. */
export const reasonTexts = {
  NOT_CHECKED_OUT: { zh: '未退宿', en: 'Not checked out' },
  DATA_INCOMPLETE: { zh: '信息不完整', en: 'Data incomplete' },
  CHECKOUT_DATE_AHEAD: { zh: '退宿日期未到', en: 'Checkout date ahead' },
  NON_RESIDENT: { zh: '未在校住宿', en: 'Not living on campus' },
  RESIDENCY_NOT_STATED: { zh: '住宿情况不明', en: 'Residency not stated' },
  RESIDENCY_CONTRADICTORY: { zh: '住宿情况与记录不符', en: 'Residency contradictory' },
  SOURCE_TIMEOUT: { zh: '查询超时', en: 'No answer in time' },
  SOURCE_ERROR: { zh: '查询出错', en: 'Answered with a fault' },
  STUDENT_NOT_FOUND: { zh: '查无此人', en: 'No record' },
  LABEL_UNMAPPED: { zh: '状态无法识别', en: 'Status not recognised' },
  STALE: { zh: '数据过期', en: 'Data too old' },
  ARCHIVES_THESIS_MISSING: { zh: '未提交论文', en: 'Thesis missing' },
  ARCHIVES_THESIS_NOT_APPROVED: { zh: '论文未审核', en: 'Thesis not approved' },
  TUITION_OWED: { zh: '有欠费', en: 'Charges owed' },
  IDENTITY_MISMATCH: { zh: '学号不符', en: 'Identity mismatch' },
  BOOKS_OUTSTANDING: { zh: '有未还图书', en: 'Books outstanding' },
  LIBRARY_FEE_OWED: { zh: '有欠款', en: 'Library fee owed' },
  LIBRARY_VIOLATION: { zh: '有违章', en: 'Library violation' },
  CARD_NOT_CANCELLED: { zh: '借书证未注销', en: 'Card not cancelled' },
  THESIS_NOT_APPROVED: { zh: '论文未审核通过', en: 'Thesis deposit not approved' },
} as const;
