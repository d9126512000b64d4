/** The list at the top of the clearance page. */
export const overviewTexts = {
  heading: { zh: '办理进度', en: 'Where you stand' },
  allPassed: { zh: '{total} 项全部通过', en: 'All {total} items passed' },
  passedOf: { zh: '{total} 项中已通过 {passed} 项', en: '{passed} of {total} items passed' },
  open: { zh: '还有 {count} 项要办理', en: '{count} still to settle' },
  unchecked: { zh: '{count} 项暂时无法核对', en: '{count} could not be checked' },
  next: {
    zh: '下一步：办好未通过的事项，先后不限。',
    en: 'Next: settle the items that have not passed, in any order.',
  },
  nextUnknown: {
    zh: '下一步：按提示联系无法核对的部门。',
    en: 'Next: contact the offices that could not be checked.',
  },
  nextDown: {
    zh: '暂时不用您做什么：连接恢复后再看结果。',
    en: 'Nothing to do for now: look again once the connection is back.',
  },
  downHint: { zh: '不是未通过，请稍后再看。', en: 'Not a fail; look again later.' },
} as const;
