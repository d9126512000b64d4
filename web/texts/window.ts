/** When a class may submit. */
export const windowTexts = {
  opensAt: { zh: '开始时间：{time}', en: 'Opens: {time}' },
  closesAt: { zh: '截止时间：{time}', en: 'Closes: {time}' },
} as const;
