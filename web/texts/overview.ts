/** The list at the top of the clearance page. */
export const overviewTexts = {
  heading: { zh: '办理进度', en: 'Where you stand' },
  allPassed: { zh: '{total} 项全部通过', en: 'All {total} items passed' },
  passedOf: { zh: '{total} 项中已通过 {passed} 项', en: '{passed} of {total} items passed' },
  open: { zh: '还有 {count} 项要办理', en: '{count} still to settle' },
  unchecked: { zh: '{count} 项暂时无法核对', en: '{count} could not be checked' },
  anyOrder: {
    zh: '各项互不影响，先办哪一项都可以。',
    en: 'The items do not depend on each other; settle them in any order.',
  },
} as const;
