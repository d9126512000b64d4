/** Names of the ready reports, with a sentence on what they are good for. */
export const readyReportTexts = {
  funnel: {
    name: { zh: '办理进度', en: 'Progress' },
    about: {
      zh: '未开始、还差几个部门、可提交、已提交、已领证各有多少人。',
      en: 'How many have not started, are blocked by so many departments, are ready, submitted, handed over.',
    },
  },
  departments: {
    name: { zh: '各部门结论', en: 'Departments by outcome' },
    about: {
      zh: '每个部门通过、未通过、无法核对的人数。',
      en: 'Passed, not passed and unchecked at each department.',
    },
  },
  colleges: {
    name: { zh: '各学院结论', en: 'Colleges by outcome' },
    about: { zh: '每个学院的总结论人数。', en: 'Overall outcomes in each college.' },
  },
  trend: {
    name: { zh: '趋势', en: 'Trend' },
    about: {
      zh: '每天（或每小时）结束时的总结论人数。',
      en: 'Overall outcomes at the end of each day or hour.',
    },
  },
  reasons: {
    name: { zh: '主要原因', en: 'Top reasons' },
    about: { zh: '未通过或无法核对的原因，从多到少。', en: 'Why students do not pass, most frequent first.' },
  },
  libraryReasons: {
    name: { zh: '某部门的原因', en: 'Reasons of one department' },
    about: {
      zh: '变量 departments 写部门代码：library、archives、apartment、finance。',
      en: 'The variable departments names it: library, archives, apartment, finance.',
    },
  },
  timeToPass: {
    name: { zh: '办理时长', en: 'Time to pass' },
    about: {
      zh: '各部门从开始到通过的中位数与九成时长，三个工作日内办结的比例。',
      en: 'Median and nine-tenths time from opening to pass, and the share mended within 3 working days.',
    },
  },
  collegeStages: {
    name: { zh: '各学院办理阶段', en: 'Stages by college' },
    about: { zh: '每个学院在各办理阶段的人数。', en: 'How far each college is.' },
  },
  collegeReasons: {
    name: { zh: '各学院未通过原因', en: 'Reasons by college' },
    about: {
      zh: '每个学院在各部门因各种原因未通过的人数。',
      en: 'Why students of each college do not pass, department by department.',
    },
  },
  majors: {
    name: { zh: '各专业结论', en: 'Majors by outcome' },
    about: { zh: '每个专业的总结论人数。', en: 'Overall outcomes in each major.' },
  },
  studyLevels: {
    name: { zh: '各培养层次结论', en: 'Levels of study by outcome' },
    about: { zh: '硕士、博士等的总结论人数。', en: 'Overall outcomes of masters, doctors and others.' },
  },
  leaveTypes: {
    name: { zh: '各离校类别结论', en: 'Leave types by outcome' },
    about: { zh: '毕业、结业等的总结论人数。', en: 'Overall outcomes by why students leave.' },
  },
  passDays: {
    name: { zh: '结论日期分布', en: 'Conclusions by day' },
    about: { zh: '现在的总结论各是从哪天开始的。', en: 'Since which day the present conclusions stand.' },
  },
  sources: {
    name: { zh: '数据来源', en: 'Sources of the figures' },
    about: {
      zh: '统计数据从哪里来、是否完整、是否及时。',
      en: 'Where the figures come from, how complete and how old they are.',
    },
  },
} as const;

/** Which of them there is. */
export type ReadyReportName = keyof typeof readyReportTexts;
