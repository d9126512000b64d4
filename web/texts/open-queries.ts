/** Names of the ready queries that tell of no student, with a sentence on what they are good for. */
export const openQueryTexts = {
  plan: {
    name: { zh: '查询计划', en: 'How a query is planned' },
    about: {
      zh: '一次问两个子图。运行后打开“查询计划”，看问了谁、各用多少毫秒。',
      en: 'Asks two subgraphs at once. Run it and open “Plan”: who was asked, and how many milliseconds each took.',
    },
  },
  entryPoints: {
    name: { zh: '查询与变更一览', en: 'Queries and mutations' },
    about: {
      zh: '图的全部入口及其说明，可显示为表格、下载为 CSV。',
      en: 'Every way into the graph with its description, also as a table and CSV.',
    },
  },
  guide: {
    name: { zh: '服务指南与联系方式', en: 'Service guide and contacts' },
    about: {
      zh: '服务指南，以及各部门的名称与电话。',
      en: 'The service guide, and each department’s name and phones.',
    },
  },
} as const;

/** Which of them there is. */
export type OpenQueryName = keyof typeof openQueryTexts;
