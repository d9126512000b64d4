/** 服务指南: the labels of figure 3, in its order, row by row. */
export const guideTexts = {
  serviceName: { zh: '事项名称', en: 'Service' },
  serviceCode: { zh: '事项编号', en: 'Service code' },
  leadDepartment: { zh: '主办部门', en: 'Lead department' },
  supportingDepartments: { zh: '协办部门', en: 'Supporting departments' },
  audience: { zh: '服务对象', en: 'For whom' },
  category: { zh: '服务类别', en: 'Category' },
  serviceType: { zh: '事项类型', en: 'Type' },
  scope: { zh: '事项划分', en: 'Scope' },
  channel: { zh: '办理方式', en: 'How' },
  serviceHours: { zh: '服务时间', en: 'Hours' },
  topic: { zh: '服务专题', en: 'Topic' },
  timeLimit: { zh: '办理时限', en: 'Time limit' },
  topicTag: { zh: '专题标签', en: 'Topic tag' },
  location: { zh: '服务地点', en: 'Place' },
  feeStandard: { zh: '收费标准', en: 'Fees' },
  consultPhone: { zh: '咨询电话', en: 'Telephone' },
  summary: { zh: '服务简介', en: 'Summary' },
  remark: { zh: '备注', en: 'Remark' },
} as const;

/** The buttons of figure 3 and what they answer. */
export const guideActionTexts = {
  heading: { zh: '服务指南', en: 'Service guide' },
  start: { zh: '我要办理', en: 'Start' },
  favorite: { zh: '我要收藏', en: 'Add to favourites' },
  favorited: { zh: '已收藏', en: 'In your favourites' },
  added: { zh: '已加入收藏。', en: 'Added to your favourites.' },
  removed: { zh: '已取消收藏。', en: 'Taken from your favourites.' },
  failed: { zh: '没有保存成功，请重试。', en: 'This was not saved. Try again.' },
  blank: { zh: '无', en: 'none' },
  noGuide: {
    zh: '本届没有服务指南页，请直接办理。',
    en: 'There is no service guide this year. Go straight to the clearance.',
  },
} as const;
