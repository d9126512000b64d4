import type { LocalizedText } from '../../../kit/service/contact.ts';
import type { ServiceProfile } from '../../../kit/service/profile.ts';
import type { ReportDimension, ReportKey } from '../../schema.generated.ts';
import type { Model } from '../figures/live-model.ts';
import { majorName } from '../figures/scope.ts';

const labels: Readonly<Record<string, LocalizedText>> = {
  PASSED: { zh: '通过', en: 'Passed' },
  NOT_PASSED: { zh: '未通过', en: 'Not passed' },
  UNKNOWN: { zh: '无法核对', en: 'Unknown' },
  NOT_STARTED: { zh: '未开始', en: 'Not started' },
  READY: { zh: '可提交', en: 'Ready' },
  SUBMITTED: { zh: '已提交', en: 'Submitted' },
  HANDED_OVER: { zh: '已领证', en: 'Diploma handed over' },
  MASTER: { zh: '硕士', en: 'Master' },
  DOCTOR: { zh: '博士', en: 'Doctor' },
  UNDERGRADUATE: { zh: '本科', en: 'Undergraduate' },
  EXCHANGE: { zh: '交流', en: 'Exchange' },
  OTHER: { zh: '其他', en: 'Other' },
  GRADUATION: { zh: '毕业离校', en: 'Graduation' },
  COMPLETION: { zh: '结业', en: 'Completion' },
  PARTIAL: { zh: '肄业', en: 'Partial completion' },
  WITHDRAWAL: { zh: '退学', en: 'Withdrawal' },
  TRANSFER_OUT: { zh: '转学', en: 'Transfer' },
  DISMISSAL: { zh: '开除学籍', en: 'Dismissal' },
  EXCHANGE_END: { zh: '交流到期', en: 'End of exchange' },
};

const byCode: ReadonlySet<ReportDimension> = new Set(['OUTCOME', 'STAGE', 'STUDY_LEVEL', 'LEAVE_TYPE']);

/** The graph's `ReportKey` of a value as groups count it. */
export function presentKey(
  dimension: ReportDimension,
  value: string,
  { columns }: Model,
  { units }: ServiceProfile,
): ReportKey {
  if (dimension === 'MAJOR') {
    const name = majorName(value);
    return { dimension, value: name, label: same(name) };
  }
  if (dimension === 'COLLEGE')
    return { dimension, value, label: same(columns.collegeNames.get(value) ?? value) };
  if (dimension === 'DEPARTMENT') return { dimension, value, label: units[value]?.unitName ?? same(value) };
  if (dimension === 'CLASS_YEAR')
    return { dimension, value, label: { zh: `${value}届`, en: `Class of ${value}` } };
  const blocked = /^BLOCKED_BY_(\d+)$/.exec(value)?.[1];
  if (blocked !== undefined)
    return { dimension, value, label: { zh: `${blocked} 个部门未通过`, en: `Blocked by ${blocked}` } };
  return { dimension, value, label: (byCode.has(dimension) && labels[value]) || same(value) };
}

function same(text: string): LocalizedText {
  return { zh: text, en: text };
}
