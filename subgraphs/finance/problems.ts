import { type Problem, refusal } from '../kit/graph/problem.ts';

/** The student has no such charge; charges of others and credits are none. */
export const chargeNotFound: Problem = refusal(
  'CHARGE_NOT_FOUND',
  '该学生没有此收费记录，请核对记录编号。',
  'The student has no such charge; please check its id.',
);

/** The payment is larger than what is owed. */
export const paymentExceedsCharge: Problem = refusal(
  'PAYMENT_EXCEEDS_CHARGE',
  '缴费金额超过该项欠款，未登记。',
  'The payment is more than what is owed on this charge; nothing was recorded.',
);

/** The receipt or document number stands for something else. */
export const referenceReused: Problem = refusal(
  'REFERENCE_REUSED',
  '该票据号或单据号已用于其他记录，未登记。',
  'The reference stands for something else already; nothing was recorded.',
);
